namespace AxSpA.Cloud.Imaging;

/// <summary>Contrast limited adaptive histogram equalisation, as scikit-image 0.19.3 computes it.</summary>
/// <remarks>
/// Source: Zuiderveld, Graphics Gems IV, 1994. The clip limit is a <em>share</em> of a tile's pixels (OpenCV's is a multiple of the mean count, others' a count).
/// Tiles are an eighth of each side, rounded down, at least 1.
/// </remarks>
public static class Clahe
{
    internal const int Bins = 256;
    internal const int GreyLevels = 16384;
    private const int LevelsPerBin = 1 + (GreyLevels / Bins);

    /// <summary>Equalises a picture of values 0..1.</summary>
    /// <param name="image">Rows × columns, 0..1, at least 1 × 1.</param>
    /// <param name="clipShare">Above 0, at most 1; the paper's is 0.01.</param>
    /// <returns>Rows × columns, stretched to 0..1; all 1 where <paramref name="image"/> or the result is constant.</returns>
    /// <remarks>Agrees with <c>equalize_adapthist</c> within 1e-6.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The clip share is not in (0, 1].</exception>
    public static Plane<float> Equalise(Plane<float> image, double clipShare)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(clipShare);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(clipShare, 1);
        var binned = Binned(image);
        var tiles = new ClaheTiles(image.Rows, image.Columns);
        var mappings = tiles.Mappings(binned, clipShare);
        var result = new float[image.Values.Length];
        Parallel.For(0, image.Rows, row => tiles.BlendRow(binned, mappings, row, result.AsSpan(row * image.Columns, image.Columns)));
        if (!result.AsSpan().ContainsAnyExcept(result[0]))
            // A constant picture is clipped to 0..1 by the reference instead of stretched; its only grey value is 1 or more.
            Array.Fill(result, Math.Min(result[0], 1f));
        else
            Stretch.ToUnit(result);
        return new Plane<float>(image.Rows, image.Columns, result);
    }

    private static Plane<byte> Binned(Plane<float> image)
    {
        var values = image.Values;
        var (low, high) = (int.MaxValue, int.MinValue);
        var sixteen = new ushort[values.Length];
        for (var index = 0; index < sixteen.Length; index++)
        {
            var grey = (int)MathF.Round(65535f * values[index], MidpointRounding.ToEven);
            low = Math.Min(low, grey);
            high = Math.Max(high, grey);
            sixteen[index] = (ushort)grey;
        }

        var lookup = BinOfGrey(low, high);
        var bins = new byte[values.Length];
        for (var index = 0; index < bins.Length; index++)
            bins[index] = lookup[sixteen[index]];
        return new Plane<byte>(image.Rows, image.Columns, bins);
    }

    private static byte[] BinOfGrey(int low, int high)
    {
        var lookup = new byte[ushort.MaxValue + 1];
        for (var grey = low; grey <= high; grey++)
        {
            var level = low == high
                ? Math.Min(low, GreyLevels - 1)
                : Math.Round((double)(grey - low) / (high - low) * (GreyLevels - 1), MidpointRounding.ToEven);
            lookup[grey] = (byte)((int)level / LevelsPerBin);
        }

        return lookup;
    }
}
