namespace AxSpA.Cloud.Phantoms.Chance;

/// <summary>A square tile of band-limited noise, mean 0 and standard deviation 1, that repeats without a seam: what trabeculae leave in a projection.</summary>
internal sealed class Texture
{
    /// <summary>Rows and columns of the tile.</summary>
    public const int Side = 512;

    private const ulong TrabecularKey = 0x7A5C0F1E;

    private readonly float[] _values;

    private Texture(float[] values) => _values = values;

    /// <summary>Detail of 2 to 6 pixels upon patches of 8 to 30, drawn out along the columns as stress lines are.</summary>
    public static Texture Trabecular { get; } = new(Mixture(TrabecularKey, (1, 2, 1f), (4, 6, 0.8f), (12, 14, 0.5f)));

    public ReadOnlySpan<float> Row(int row) => _values.AsSpan((row & (Side - 1)) * Side, Side);

    private static float[] Mixture(ulong key, params ReadOnlySpan<(int Across, int Along, float Share)> bands)
    {
        var sum = new float[Side * Side];
        foreach (var (across, along, share) in bands)
        {
            var band = Band(RandomSource.Mixed(key + (ulong)across), across, along);
            for (var index = 0; index < sum.Length; index++)
                sum[index] += share * band[index];
        }

        return Standardised(sum);
    }

    /// <summary>White noise smoothed by two running means each way.</summary>
    private static float[] Band(ulong key, int across, int along)
    {
        var values = new float[Side * Side];
        for (var row = 0; row < Side; row++)
            PixelNoise.Fill(key, row, values.AsSpan(row * Side, Side));
        for (var pass = 0; pass < 2; pass++)
        {
            values = Mean(values, across, Side, 1);
            values = Mean(values, along, 1, Side);
        }

        return Standardised(values);
    }

    private static float[] Mean(float[] values, int reach, int lineStep, int step)
    {
        var result = new float[values.Length];
        for (var line = 0; line < Side; line++)
        {
            var sum = 0.0;
            for (var offset = -reach; offset <= reach; offset++)
                sum += values[(line * lineStep) + (((offset + Side) & (Side - 1)) * step)];
            for (var at = 0; at < Side; at++)
            {
                result[(line * lineStep) + (at * step)] = (float)sum;
                sum += values[(line * lineStep) + (((at + reach + 1) & (Side - 1)) * step)];
                sum -= values[(line * lineStep) + (((at - reach + Side) & (Side - 1)) * step)];
            }
        }

        return result;
    }

    private static float[] Standardised(float[] values)
    {
        var mean = values.Sum(value => (double)value) / values.Length;
        var deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / values.Length);
        return [.. values.Select(value => (float)((value - mean) / deviation))];
    }
}
