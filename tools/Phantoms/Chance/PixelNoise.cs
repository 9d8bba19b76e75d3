namespace AxSpA.Cloud.Phantoms.Chance;

/// <summary>White Gaussian noise by pixel, the same for a key whatever the order in which rows are asked for.</summary>
internal static class PixelNoise
{
    private const int Levels = 4096;
    private const int PerHash = 5;

    private static readonly float[] Quantiles = NormalQuantiles();

    /// <summary>Fills a row with normal values of mean 0 and standard deviation 1.</summary>
    public static void Fill(ulong key, int row, Span<float> values)
    {
        var start = RandomSource.Mixed(key + ((ulong)(uint)row * 0xD1342543DE82EF95UL));
        var at = 0;
        for (ulong block = 1; at < values.Length; block++)
        {
            var bits = RandomSource.Mixed(start + (block * 0x9E3779B97F4A7C15UL));
            for (var part = 0; part < PerHash && at < values.Length; part++, bits >>= 12)
                values[at++] = Quantiles[(int)(bits & (Levels - 1))];
        }
    }

    private static float[] NormalQuantiles()
    {
        var values = new float[Levels];
        for (var level = 0; level < Levels; level++)
            values[level] = (float)MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, (level + 0.5) / Levels);
        return values;
    }
}
