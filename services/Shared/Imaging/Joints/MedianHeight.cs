namespace AxSpA.Cloud.Imaging;

/// <summary>The published fallback where a dilated sacrum doesn't meet an ilium: blocks at the columns in which the ilium has its median height.</summary>
public static class MedianHeight
{
    private const int ColumnsBefore = 5;
    private const int ColumnsFrom = 4;

    /// <summary>Marks a block at every column whose height equals the median height exactly.</summary>
    /// <param name="plane">Rows × columns; the pixels that hold <paramref name="label"/> are the ilium.</param>
    /// <param name="label">The ilium's label.</param>
    /// <returns>
    /// A mask of the same size. A column's height is last − first + 1 over its ilium pixels; the median of the heights of all columns that hold any is rounded half to
    /// even. A block starts at its column's first pixel, has that height and covers five columns before to four after, cut at the border.
    /// All 0 where no pixel holds the label, or where the rounded median is the height of no column.
    /// </returns>
    /// <remarks>Source: the published app's code; agrees exactly with it. What a column is depends on the <see cref="JointFrame"/>: turn the plane first.</remarks>
    public static Plane<byte> Blocks(Plane<byte> plane, byte label)
    {
        ArgumentNullException.ThrowIfNull(plane);
        var (first, last) = ColumnExtents(plane, label);
        var mask = new byte[plane.Values.Length];
        var heights = Enumerable.Range(0, plane.Columns).Where(column => first[column] >= 0).Select(column => last[column] - first[column] + 1).Order().ToArray();
        if (heights.Length == 0)
            return new Plane<byte>(plane.Rows, plane.Columns, mask);

        var median = (int)Math.Round((heights[(heights.Length - 1) / 2] + heights[heights.Length / 2]) / 2.0, MidpointRounding.ToEven);
        for (var column = 0; column < plane.Columns; column++)
        {
            if (first[column] < 0 || last[column] - first[column] + 1 != median)
                continue;
            var from = Math.Max(column - ColumnsBefore, 0);
            var to = Math.Min(column + ColumnsFrom + 1, plane.Columns);
            for (var row = first[column]; row <= last[column]; row++)
                mask.AsSpan((row * plane.Columns) + from, to - from).Fill(1);
        }

        return new Plane<byte>(plane.Rows, plane.Columns, mask);
    }

    private static (int[] First, int[] Last) ColumnExtents(Plane<byte> plane, byte label)
    {
        var first = new int[plane.Columns];
        var last = new int[plane.Columns];
        Array.Fill(first, -1);
        for (var row = 0; row < plane.Rows; row++)
        {
            var values = plane.Row(row);
            for (var column = 0; column < values.Length; column++)
            {
                if (values[column] != label)
                    continue;
                if (first[column] < 0)
                    first[column] = row;
                last[column] = row;
            }
        }

        return (first, last);
    }
}
