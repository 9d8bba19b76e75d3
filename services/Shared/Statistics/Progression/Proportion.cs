namespace AxSpA.Cloud.Statistics.Progression;

/// <summary>A share of counted subjects.</summary>
public static class Proportion
{
    /// <summary>Wilson's 95 % score interval.</summary>
    /// <param name="part">0 to <paramref name="whole"/>.</param>
    /// <param name="whole">1 or more.</param>
    /// <returns>Limits within 0..1.</returns>
    public static (double Low, double High) Wilson(int part, int whole)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(whole, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part, whole);
        var (share, square) = ((double)part / whole, NormalTail.Z95 * NormalTail.Z95);
        var middle = share + (square / (2 * whole));
        var half = NormalTail.Z95 * Math.Sqrt(((share * (1 - share)) + (square / (4 * whole))) / whole);
        var scale = 1 + (square / whole);
        // At the ends of the range the limit is the end itself, not its rounding.
        return (part == 0 ? 0 : (middle - half) / scale, part == whole ? 1 : (middle + half) / scale);
    }
}
