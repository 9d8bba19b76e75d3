namespace AxSpA.Cloud.Imaging;

/// <summary>Work on masks: planes of 0 and 1.</summary>
public static class Masks
{
    /// <summary>Dilates with a full square of side 2 · <paramref name="radius"/> + 1; nothing comes in from outside the plane.</summary>
    /// <returns>1 where any value other than 0 lies within <paramref name="radius"/> rows and columns, 0 elsewhere.</returns>
    /// <remarks>Agrees exactly with SciPy 1.10 <c>binary_dilation</c> of a full square. Time doesn't depend on the radius.</remarks>
    public static Plane<byte> Dilate(Plane<byte> mask, int radius)
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentOutOfRangeException.ThrowIfNegative(radius);
        var (rows, columns) = (mask.Rows, mask.Columns);
        var wide = new byte[mask.Values.Length];
        for (var row = 0; row < rows; row++)
            Widen(mask.Row(row), radius, wide.AsSpan(row * columns, columns));

        var result = new byte[wide.Length];
        var nearest = new int[columns];
        Array.Fill(nearest, -radius - 1);
        for (var row = 0; row < rows; row++)
            MarkNear(wide.AsSpan(row * columns, columns), result.AsSpan(row * columns, columns), nearest, row, radius);
        Array.Fill(nearest, rows + radius);
        for (var row = rows - 1; row >= 0; row--)
            MarkNear(wide.AsSpan(row * columns, columns), result.AsSpan(row * columns, columns), nearest, row, radius);
        return new Plane<byte>(rows, columns, result);
    }

    /// <summary>The smallest rectangle that holds every pixel with that label, 1 for a mask; null where there is none.</summary>
    public static PixelRectangle? BoundingBox(Plane<byte> plane, byte label = 1)
    {
        ArgumentNullException.ThrowIfNull(plane);
        var (left, right, top, bottom) = (plane.Columns, -1, -1, -1);
        for (var row = 0; row < plane.Rows; row++)
        {
            var values = plane.Row(row);
            var first = values.IndexOf(label);
            if (first < 0)
                continue;
            left = Math.Min(left, first);
            right = Math.Max(right, values.LastIndexOf(label));
            top = top < 0 ? row : top;
            bottom = row;
        }

        return right < 0 ? null : new PixelRectangle(left, top, right - left + 1, bottom - top + 1);
    }

    private static void Widen(ReadOnlySpan<byte> row, int radius, Span<byte> wide)
    {
        for (var from = row.IndexOfAnyExcept((byte)0); from >= 0;)
        {
            var length = row[from..].IndexOf((byte)0);
            var to = length < 0 ? row.Length : from + length;
            var (first, last) = (Math.Max(from - radius, 0), Math.Min(to + radius, row.Length));
            wide[first..last].Fill(1);
            var next = row[to..].IndexOfAnyExcept((byte)0);
            from = next < 0 ? -1 : to + next;
        }
    }

    private static void MarkNear(ReadOnlySpan<byte> wide, Span<byte> result, int[] nearest, int row, int radius)
    {
        for (var column = 0; column < wide.Length; column++)
        {
            if (wide[column] != 0)
                nearest[column] = row;
            if (Math.Abs(row - nearest[column]) <= radius)
                result[column] = 1;
        }
    }
}
