namespace AxSpA.Cloud.Imaging;

/// <summary>Work on masks: planes of 0 and 1.</summary>
public static class Masks
{
    /// <summary>Dilates with a full square of side 2 · <paramref name="radius"/> + 1; nothing comes in from outside the plane.</summary>
    /// <returns>1 where a 1 lies within <paramref name="radius"/> rows and columns, 0 elsewhere.</returns>
    /// <remarks>Agrees exactly with SciPy 1.10 <c>binary_dilation</c> of a full square. Time doesn't depend on the radius.</remarks>
    public static Plane<byte> Dilate(Plane<byte> mask, int radius)
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentOutOfRangeException.ThrowIfNegative(radius);
        var result = new byte[mask.Values.Length];
        if (BoundingBox(mask) is { } box)
            Dilate(mask, Widened(box, radius, mask.Rows, mask.Columns), radius, result);
        return new Plane<byte>(mask.Rows, mask.Columns, result);
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

    /// <summary>The rectangle with a margin on every side, cut at the border of rows × columns.</summary>
    internal static PixelRectangle Widened(PixelRectangle box, int margin, int rows, int columns)
    {
        var (x, y) = (Math.Max(box.X - margin, 0), Math.Max(box.Y - margin, 0));
        var (right, bottom) = (Math.Min((long)box.X + box.Width + margin, columns), Math.Min((long)box.Y + box.Height + margin, rows));
        return new PixelRectangle(x, y, (int)right - x, (int)bottom - y);
    }

    private static void Dilate(Plane<byte> mask, PixelRectangle window, int radius, byte[] result)
    {
        var wide = new byte[window.Height * window.Width];
        for (var row = 0; row < window.Height; row++)
            Widen(mask.Row(window.Y + row).Slice(window.X, window.Width), radius, wide.AsSpan(row * window.Width, window.Width));

        // The nearest row with a 1, first from above, then from below; at the start one that is too far away.
        var nearest = new int[window.Width];
        Array.Fill(nearest, -radius - 1);
        for (var row = 0; row < window.Height; row++)
            Mark(row);
        Array.Fill(nearest, window.Height + radius);
        for (var row = window.Height - 1; row >= 0; row--)
            Mark(row);

        void Mark(int row) => MarkNear(
            wide.AsSpan(row * window.Width, window.Width), result.AsSpan(((window.Y + row) * mask.Columns) + window.X, window.Width), nearest, row, radius);
    }

    private static void Widen(ReadOnlySpan<byte> row, int radius, Span<byte> wide)
    {
        for (var from = row.IndexOf((byte)1); from >= 0;)
        {
            var length = row[from..].IndexOfAnyExcept((byte)1);
            var to = length < 0 ? row.Length : from + length;
            var (first, last) = (Math.Max(from - radius, 0), (int)Math.Min((long)to + radius, row.Length));
            wide[first..last].Fill(1);
            var next = row[to..].IndexOf((byte)1);
            from = next < 0 ? -1 : to + next;
        }
    }

    private static void MarkNear(ReadOnlySpan<byte> wide, Span<byte> result, int[] nearest, int row, int radius)
    {
        for (var column = 0; column < wide.Length; column++)
        {
            if (wide[column] == 1)
                nearest[column] = row;
            if (Math.Abs(row - nearest[column]) <= radius)
                result[column] = 1;
        }
    }
}
