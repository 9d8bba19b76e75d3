using System.Numerics.Tensors;

namespace AxSpA.Cloud.Imaging;

public static partial class Resizing
{
    /// <summary>Bilinear resize without smoothing before reducing.</summary>
    /// <remarks>
    /// <paramref name="alignCorners"/>: corner values stay where they are, source position i · (n − 1) / (m − 1); otherwise half-pixel centres, (i + ½) · n / m − ½, with the
    /// border repeated. Agrees with PyTorch 1.13 <c>interpolate(mode="bilinear")</c> within 1e-6 on values 0..1; without aligned corners also with OpenCV's
    /// <c>INTER_LINEAR</c>.
    /// </remarks>
    public static Plane<float> Bilinear(Plane<float> plane, int rows, int columns, bool alignCorners)
    {
        RequireTarget(plane, rows, columns);
        var across = Taps(plane.Columns, columns, alignCorners);
        var down = Taps(plane.Rows, rows, alignCorners);
        var lines = Across(plane, across, down);
        var result = new float[rows * columns];
        Parallel.For(0, rows, row =>
        {
            var (first, second, firstWeight, secondWeight) = down[row];
            var target = result.AsSpan(row * columns, columns);
            TensorPrimitives.Multiply(lines[first], firstWeight, target);
            TensorPrimitives.MultiplyAdd(lines[second], secondWeight, target, target);
        });
        return new Plane<float>(rows, columns, result);
    }

    /// <summary>Every row that is needed, resized across: enlarging uses a row many times.</summary>
    private static float[][] Across(Plane<float> plane, Tap[] across, Tap[] down)
    {
        var lines = new float[plane.Rows][];
        foreach (var tap in down)
        {
            lines[tap.First] ??= new float[across.Length];
            lines[tap.Second] ??= new float[across.Length];
        }

        Parallel.For(0, lines.Length, row =>
        {
            if (lines[row] is not { } target)
                return;
            var line = plane.Row(row);
            for (var column = 0; column < target.Length; column++)
                target[column] = across[column].Of(line);
        });
        return lines;
    }

    private static Tap[] Taps(int source, int target, bool alignCorners)
        => [.. Enumerable.Range(0, target).Select(index => Tap.At(index, source, target, alignCorners))];

    private readonly record struct Tap(int First, int Second, float FirstWeight, float SecondWeight)
    {
        public static Tap At(int index, int source, int target, bool alignCorners)
        {
            // The ratio is single precision as in the reference, which multiplies and subtracts it without rounding in between; double does the same everywhere.
            double position;
            if (alignCorners)
                position = target > 1 ? (double)((float)(source - 1) / (target - 1)) * index : 0;
            else
                position = Math.Max(((double)((float)source / target) * (index + 0.5)) - 0.5, 0);

            var first = Math.Min((int)position, source - 1);
            var weight = (float)(position - first);
            return new Tap(first, Math.Min(first + 1, source - 1), 1f - weight, weight);
        }

        public float Of(ReadOnlySpan<float> line) => (FirstWeight * line[First]) + (SecondWeight * line[Second]);
    }
}
