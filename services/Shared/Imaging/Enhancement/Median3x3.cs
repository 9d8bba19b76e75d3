using System.Numerics;

namespace AxSpA.Cloud.Imaging;

/// <summary>The median of each pixel's 3 × 3 neighbourhood.</summary>
public static class Median3x3
{
    /// <summary>Rows × columns medians; border pixels are repeated. Values must not be NaN.</summary>
    /// <remarks>Agrees bit for bit with SciPy 1.10 <c>median_filter(size=3, mode="nearest")</c>.</remarks>
    public static Plane<float> Filter(Plane<float> plane)
    {
        ArgumentNullException.ThrowIfNull(plane);
        var result = new float[plane.Values.Length];
        Parallel.For(0, plane.Rows, row => FilterRow(
            plane.Row(Math.Max(row - 1, 0)),
            plane.Row(row),
            plane.Row(Math.Min(row + 1, plane.Rows - 1)),
            result.AsSpan(row * plane.Columns, plane.Columns)));
        return new Plane<float>(plane.Rows, plane.Columns, result);
    }

    private static void FilterRow(ReadOnlySpan<float> above, ReadOnlySpan<float> here, ReadOnlySpan<float> below, Span<float> result)
    {
        var column = 1;
        for (; column + Vector<float>.Count < result.Length; column += Vector<float>.Count)
        {
            var before = Sorted(above, here, below, column - 1);
            var centre = Sorted(above, here, below, column);
            var after = Sorted(above, here, below, column + 1);
            MedianOfSorted(before, centre, after).CopyTo(result[column..]);
        }

        Span<float> nine = stackalloc float[9];
        FilterOne(0, above, here, below, result, nine);
        for (; column < result.Length; column++)
            FilterOne(column, above, here, below, result, nine);
    }

    private static void FilterOne(
        int column, ReadOnlySpan<float> above, ReadOnlySpan<float> here, ReadOnlySpan<float> below, Span<float> result, Span<float> nine)
    {
        for (var offset = -1; offset <= 1; offset++)
        {
            var source = Math.Clamp(column + offset, 0, result.Length - 1);
            (nine[offset + 1], nine[offset + 4], nine[offset + 7]) = (above[source], here[source], below[source]);
        }

        nine.Sort();
        result[column] = nine[4];
    }

    private static (Vector<float> Low, Vector<float> Middle, Vector<float> High) Sorted(
        ReadOnlySpan<float> above, ReadOnlySpan<float> here, ReadOnlySpan<float> below, int column)
    {
        var (a, b, c) = (new Vector<float>(above[column..]), new Vector<float>(here[column..]), new Vector<float>(below[column..]));
        var (low, high) = (Vector.Min(a, b), Vector.Max(a, b));
        return (Vector.Min(low, c), Vector.Max(low, Vector.Min(high, c)), Vector.Max(high, c));
    }

    // Of three sorted columns the median of nine is the median of the largest low, the middle middle and the smallest high.
    private static Vector<float> MedianOfSorted(
        (Vector<float> Low, Vector<float> Middle, Vector<float> High) a,
        (Vector<float> Low, Vector<float> Middle, Vector<float> High) b,
        (Vector<float> Low, Vector<float> Middle, Vector<float> High) c)
        => Middle(
            Vector.Max(Vector.Max(a.Low, b.Low), c.Low),
            Middle(a.Middle, b.Middle, c.Middle),
            Vector.Min(Vector.Min(a.High, b.High), c.High));

    private static Vector<float> Middle(Vector<float> a, Vector<float> b, Vector<float> c)
        => Vector.Max(Vector.Min(a, b), Vector.Min(Vector.Max(a, b), c));
}
