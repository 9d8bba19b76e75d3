using System.Numerics;

namespace AxSpA.Cloud.Imaging;

/// <summary>A Gaussian of standard deviation 1 pixel, cut off at 4.</summary>
public static class GaussianBlur
{
    private const int Radius = 4;

    /// <summary>Weights for distance 0..4: the sum over both sides is 1.</summary>
    private static readonly double[] Weights = NormalisedWeights();

    /// <summary>Rows × columns values; border pixels are repeated.</summary>
    /// <remarks>
    /// First along the rows' axis, then along the columns'; each pass is summed in double from the centre outwards in pairs and kept in single.
    /// Agrees with SciPy 1.10 <c>gaussian_filter(sigma=1, mode="nearest")</c> bit for bit on the stored case.
    /// </remarks>
    public static Plane<float> Filter(Plane<float> plane)
    {
        ArgumentNullException.ThrowIfNull(plane);
        var result = new float[plane.Values.Length];
        Parallel.For(0, plane.Rows, () => new Lines(plane.Columns), (row, _, lines) =>
        {
            AlongRows(plane, row, lines);
            AlongColumns(lines.Padded, result.AsSpan(row * plane.Columns, plane.Columns));
            return lines;
        }, _ => { });
        return new Plane<float>(plane.Rows, plane.Columns, result);
    }

    private static void AlongRows(Plane<float> plane, int row, Lines lines)
    {
        var (sums, pairs) = (lines.Sums, lines.Pairs);
        Widen(plane.Row(row), sums);
        Scale(sums, Weights[0]);
        for (var distance = Radius; distance >= 1; distance--)
        {
            Widen(plane.Row(Math.Max(row - distance, 0)), pairs);
            AddScaled(pairs, plane.Row(Math.Min(row + distance, plane.Rows - 1)), Weights[distance], sums);
        }

        // The first pass is kept in single: that rounding is part of the reference.
        var centre = lines.Padded.AsSpan(Radius, sums.Length);
        for (var column = 0; column < sums.Length; column++)
            centre[column] = (float)sums[column];
        lines.Padded.AsSpan(0, Radius).Fill(centre[0]);
        lines.Padded.AsSpan(Radius + sums.Length).Fill(centre[^1]);
    }

    private static void AlongColumns(double[] padded, Span<float> result)
    {
        var column = 0;
        for (; column + (2 * Vector<double>.Count) <= result.Length; column += 2 * Vector<double>.Count)
            Vector.Narrow(Weighted(padded, column), Weighted(padded, column + Vector<double>.Count)).CopyTo(result[column..]);
        for (; column < result.Length; column++)
        {
            var sum = padded[column + Radius] * Weights[0];
            for (var distance = Radius; distance >= 1; distance--)
                sum += (padded[column + Radius - distance] + padded[column + Radius + distance]) * Weights[distance];
            result[column] = (float)sum;
        }
    }

    private static Vector<double> Weighted(double[] padded, int column)
    {
        var sum = new Vector<double>(padded, column + Radius) * Weights[0];
        for (var distance = Radius; distance >= 1; distance--)
            sum += (new Vector<double>(padded, column + Radius - distance) + new Vector<double>(padded, column + Radius + distance)) * Weights[distance];
        return sum;
    }

    private static void Widen(ReadOnlySpan<float> source, double[] target)
    {
        var column = 0;
        for (; column + Vector<float>.Count <= source.Length; column += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(source[column..]), out var low, out var high);
            low.CopyTo(target, column);
            high.CopyTo(target, column + Vector<double>.Count);
        }

        for (; column < source.Length; column++)
            target[column] = source[column];
    }

    private static void Scale(double[] values, double factor)
    {
        for (var column = 0; column < values.Length; column++)
            values[column] *= factor;
    }

    private static void AddScaled(double[] pairs, ReadOnlySpan<float> other, double weight, double[] sums)
    {
        var column = 0;
        for (; column + Vector<float>.Count <= other.Length; column += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(other[column..]), out var low, out var high);
            var next = column + Vector<double>.Count;
            (new Vector<double>(sums, column) + ((new Vector<double>(pairs, column) + low) * weight)).CopyTo(sums, column);
            (new Vector<double>(sums, next) + ((new Vector<double>(pairs, next) + high) * weight)).CopyTo(sums, next);
        }

        for (; column < other.Length; column++)
            sums[column] += (pairs[column] + other[column]) * weight;
    }

    private static double[] NormalisedWeights()
    {
        var weights = new double[Radius + 1];
        for (var distance = 0; distance <= Radius; distance++)
            weights[distance] = Math.Exp(-0.5 * distance * distance);
        var sum = weights[0] + (2 * (weights[4] + weights[3] + weights[2] + weights[1]));
        for (var distance = 0; distance <= Radius; distance++)
            weights[distance] /= sum;
        return weights;
    }

    private sealed class Lines(int columns)
    {
        public double[] Sums { get; } = new double[columns];

        public double[] Pairs { get; } = new double[columns];

        public double[] Padded { get; } = new double[columns + (2 * Radius)];
    }
}
