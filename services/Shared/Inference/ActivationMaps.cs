using System.Numerics.Tensors;
using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Inference;

/// <summary>Activation maps from a feature map and the weight of each of its channels.</summary>
public static class ActivationMaps
{
    /// <summary>The weighted sum of the channels and the first principal component of the weighted channels.</summary>
    /// <remarks>
    /// Both before clipping. Grad-CAM after Selvaraju et al. 2017; the second is the variant that the paper draws (Dorfner et al., RMD Open
    /// 2024;10:e004628). Agrees with the published pipeline within 2e-3.
    /// </remarks>
    /// <param name="features">Channels × rows × columns.</param>
    /// <param name="weights">One weight a channel.</param>
    /// <param name="rows">Rows of the feature map.</param>
    /// <param name="columns">Columns of the feature map.</param>
    /// <exception cref="ArgumentException">The number of features is not channels × rows × columns.</exception>
    public static (Plane<float> Plain, Plane<float> Eigen) Compute(
        ReadOnlySpan<float> features, ReadOnlySpan<float> weights, int rows, int columns)
    {
        var positions = rows * columns;
        if (features.Length != weights.Length * positions)
            throw new ArgumentException($"expected {weights.Length} x {rows} x {columns} features, found {features.Length}", nameof(features));

        var weighted = Transposed(features, weights, positions);
        var plain = new float[positions];
        for (var position = 0; position < positions; position++)
            plain[position] = TensorPrimitives.Sum<float>(weighted.AsSpan(position * weights.Length, weights.Length));
        return (new Plane<float>(rows, columns, plain), new Plane<float>(rows, columns, Eigen(weighted, weights.Length, plain)));
    }

    /// <summary>Projection of each position's weighted channels, channel means removed, on their first principal component.</summary>
    /// <param name="weighted">Positions × channels; the channel means are removed in place.</param>
    /// <param name="channels">Channels of a position.</param>
    /// <param name="plain">The plain map: the sign, arbitrary in itself, is chosen to correlate positively with it.</param>
    /// <returns>One value a position; all zero where no channel varies.</returns>
    private static float[] Eigen(float[] weighted, int channels, float[] plain)
    {
        RemoveChannelMeans(weighted, channels);
        var positions = plain.Length;
        var gram = Gram(weighted, positions, channels);
        var (value, vector) = LargestEigenpair.Of(gram, positions);
        // With A = U S Vᵀ the projection A v₁ is s₁ u₁, and u₁ is the first eigenvector of A Aᵀ, which is far smaller than Aᵀ A.
        var scale = Math.Sqrt(Math.Max(value, 0)) * SignAgainst(vector, plain);
        return [.. vector.Select(entry => (float)(scale * entry))];
    }

    private static float[] Transposed(ReadOnlySpan<float> features, ReadOnlySpan<float> weights, int positions)
    {
        var result = new float[features.Length];
        for (var channel = 0; channel < weights.Length; channel++)
        {
            var weight = weights[channel];
            var source = features.Slice(channel * positions, positions);
            for (var position = 0; position < source.Length; position++)
                result[(position * weights.Length) + channel] = source[position] * weight;
        }

        return result;
    }

    private static void RemoveChannelMeans(float[] weighted, int channels)
    {
        var means = new float[channels];
        for (var start = 0; start < weighted.Length; start += channels)
            TensorPrimitives.Add(means, weighted.AsSpan(start, channels), means);
        TensorPrimitives.Divide(means, weighted.Length / channels, means);
        for (var start = 0; start < weighted.Length; start += channels)
        {
            var line = weighted.AsSpan(start, channels);
            TensorPrimitives.Subtract(line, means, line);
        }
    }

    private static double[] Gram(float[] lines, int count, int length)
    {
        var gram = new double[count * count];
        // Row i takes count - i products: pairing the first with the last evens out the work.
        Parallel.For(0, (count + 1) / 2, pair =>
        {
            FillRow(pair);
            if (count - 1 - pair != pair)
                FillRow(count - 1 - pair);
        });
        return gram;

        void FillRow(int i)
        {
            var line = lines.AsSpan(i * length, length);
            for (var j = i; j < count; j++)
                gram[(i * count) + j] = gram[(j * count) + i] = TensorPrimitives.Dot<float>(line, lines.AsSpan(j * length, length));
        }
    }

    private static int SignAgainst(double[] vector, float[] plain)
    {
        var mean = TensorPrimitives.Average<float>(plain);
        var correlation = 0.0;
        for (var index = 0; index < vector.Length; index++)
            correlation += vector[index] * (plain[index] - mean);
        if (correlation != 0)
            return Math.Sign(correlation);
        // Uncorrelated: the largest entry decides, so that the sign is still a rule.
        return vector[TensorPrimitives.IndexOfMaxMagnitude<double>(vector)] < 0 ? -1 : 1;
    }
}
