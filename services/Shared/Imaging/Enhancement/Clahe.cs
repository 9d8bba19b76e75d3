using System.Numerics.Tensors;

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
    /// <returns>Rows × columns, stretched to 0..1; all 1 where <paramref name="image"/> is constant.</returns>
    /// <remarks>
    /// Agrees with <c>equalize_adapthist</c> bit for bit on the stored cases; where it turns a large constant picture into rounding noise of 0 and 1, this returns 1 everywhere.
    /// </remarks>
    /// <exception cref="ArgumentException">A value of the picture is not in 0..1, or the clip share not in (0, 1].</exception>
    public static Plane<float> Equalise(Plane<float> image, double clipShare)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(clipShare);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(clipShare, 1);
        var (low, high) = (TensorPrimitives.Min(image.Values), TensorPrimitives.Max(image.Values));
        if (!(low >= 0f && high <= 1f))
            throw new ArgumentException($"expected values 0..1, found {low} to {high}", nameof(image));
        if (low == high)
            return Ones(image.Rows, image.Columns);

        var binned = Binned(image, SixteenBit(low), SixteenBit(high));
        var tiles = new ClaheTiles(image.Rows, image.Columns);
        var mappings = tiles.Mappings(binned, clipShare);
        var result = new float[image.Values.Length];
        Parallel.For(0, image.Rows, row => tiles.BlendRow(binned, mappings, row, result.AsSpan(row * image.Columns, image.Columns)));
        if (!result.AsSpan().ContainsAnyExcept(result[0]))
            return Ones(image.Rows, image.Columns);

        Stretch.ToUnit(result);
        return new Plane<float>(image.Rows, image.Columns, result);
    }

    // The reference clips a constant result to 0..1 instead of stretching it; its grey level is 1 or more.
    private static Plane<float> Ones(int rows, int columns)
    {
        var values = new float[rows * columns];
        Array.Fill(values, 1f);
        return new Plane<float>(rows, columns, values);
    }

    private static Plane<byte> Binned(Plane<float> image, int low, int high)
    {
        var lookup = BinOfGrey(low, high);
        var bins = new byte[image.Values.Length];
        for (var index = 0; index < bins.Length; index++)
            bins[index] = lookup[SixteenBit(image.Values[index])];
        return new Plane<byte>(image.Rows, image.Columns, bins);
    }

    private static int SixteenBit(float value) => (int)MathF.Round(ushort.MaxValue * value, MidpointRounding.ToEven);

    private static byte[] BinOfGrey(int low, int high)
    {
        var lookup = new byte[ushort.MaxValue + 1];
        for (var grey = low; grey <= high; grey++)
        {
            // Values may differ and still be one grey: the reference then takes it as it is.
            var level = low == high
                ? Math.Min(low, GreyLevels - 1)
                : Math.Round((double)(grey - low) / (high - low) * (GreyLevels - 1), MidpointRounding.ToEven);
            lookup[grey] = (byte)((int)level / LevelsPerBin);
        }

        return lookup;
    }
}
