using System.Numerics.Tensors;

namespace AxSpA.Cloud.Phantoms.Rendering;

/// <summary>Smoothing in place; beyond the border the border's value goes on.</summary>
internal static class Blur
{
    /// <summary>A Gaussian of up to about 1.5 pixels, by five taps each way.</summary>
    public static void Gaussian(Canvas canvas, float sigma)
    {
        var (one, two) = (MathF.Exp(-0.5f / (sigma * sigma)), MathF.Exp(-2 / (sigma * sigma)));
        var sum = 1 + (2 * one) + (2 * two);
        Taps(canvas, 1 / sum, one / sum, two / sum);
    }

    /// <summary>The mean over a square of side 2 · <paramref name="reach"/> + 1.</summary>
    public static void Box(Canvas canvas, int reach)
    {
        var share = 1f / ((2 * reach) + 1);
        var copy = new float[canvas.Columns];
        for (var row = 0; row < canvas.Rows; row++)
            BoxRow(canvas.Row(row), copy, reach, share);
        var original = (float[])canvas.Values.Clone();
        Span<float> sums = new float[canvas.Columns];
        ReadOnlySpan<float> Line(int row) => original.AsSpan(Math.Clamp(row, 0, canvas.Rows - 1) * canvas.Columns, canvas.Columns);
        for (var offset = -reach; offset <= reach; offset++)
            TensorPrimitives.Add(sums, Line(offset), sums);
        for (var row = 0; row < canvas.Rows; row++)
        {
            TensorPrimitives.Multiply(sums, share, canvas.Row(row));
            TensorPrimitives.Add(sums, Line(row + reach + 1), sums);
            TensorPrimitives.Subtract(sums, Line(row - reach), sums);
        }
    }

    private static void BoxRow(Span<float> pixels, float[] copy, int reach, float share)
    {
        pixels.CopyTo(copy);
        var last = pixels.Length - 1;
        var sum = 0f;
        for (var offset = -reach; offset <= reach; offset++)
            sum += copy[Math.Clamp(offset, 0, last)];
        for (var column = 0; column <= last; column++)
        {
            pixels[column] = sum * share;
            sum += copy[Math.Min(column + reach + 1, last)] - copy[Math.Max(column - reach, 0)];
        }
    }

    private static void Taps(Canvas canvas, float middle, float one, float two)
    {
        var (across, columns) = (new float[canvas.Values.Length], canvas.Columns);
        var weights = (middle, one, two);
        Span<float> padded = new float[columns + 4];
        for (var row = 0; row < canvas.Rows; row++)
        {
            var pixels = canvas.Row(row);
            pixels.CopyTo(padded[2..]);
            padded[..2].Fill(pixels[0]);
            padded[(columns + 2)..].Fill(pixels[^1]);
            Weighted(padded, padded[1..], padded[2..], padded[3..], padded[4..], weights, across.AsSpan(row * columns, columns));
        }

        ReadOnlySpan<float> Line(int row) => across.AsSpan(Math.Clamp(row, 0, canvas.Rows - 1) * columns, columns);
        for (var row = 0; row < canvas.Rows; row++)
            Weighted(Line(row - 2), Line(row - 1), Line(row), Line(row + 1), Line(row + 2), weights, canvas.Row(row));
    }

    private static void Weighted(
        ReadOnlySpan<float> wellBefore,
        ReadOnlySpan<float> before,
        ReadOnlySpan<float> at,
        ReadOnlySpan<float> after,
        ReadOnlySpan<float> wellAfter,
        (float Middle, float One, float Two) weights,
        Span<float> result)
    {
        for (var index = 0; index < result.Length; index++)
        {
            var (near, far) = (before[index] + after[index], wellBefore[index] + wellAfter[index]);
            result[index] = (weights.Middle * at[index]) + (weights.One * near) + (weights.Two * far);
        }
    }
}
