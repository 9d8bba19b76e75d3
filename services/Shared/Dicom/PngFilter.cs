using System.Numerics.Tensors;

namespace AxSpA.Cloud.Dicom;

/// <summary>Undoes the row filters of PNG in place.</summary>
internal static class PngFilter
{
    /// <param name="filter">The row's filter byte.</param>
    /// <param name="row">Filtered bytes in, pixel bytes out.</param>
    /// <param name="above">The row above, undone already; zeros for the first.</param>
    /// <param name="pixelBytes">Bytes of a pixel.</param>
    /// <exception cref="RadiographRefusedException"><see cref="RefusalReason.Malformed"/>: an unknown filter.</exception>
    public static void Undo(byte filter, Span<byte> row, ReadOnlySpan<byte> above, int pixelBytes)
    {
        switch (filter)
        {
            case 0:
                break;
            case 1:
                for (var at = pixelBytes; at < row.Length; at++)
                    row[at] += row[at - pixelBytes];
                break;
            case 2:
                TensorPrimitives.Add<byte>(row, above, row);
                break;
            case 3:
                UndoAverage(row, above, pixelBytes);
                break;
            case 4:
                UndoPaeth(row, above, pixelBytes);
                break;
            default:
                Refuse.Malformed("a PNG row filter of 0 to 4", $"{filter}");
                break;
        }
    }

    private static void UndoAverage(Span<byte> row, ReadOnlySpan<byte> above, int pixelBytes)
    {
        for (var at = 0; at < row.Length; at++)
        {
            var left = at < pixelBytes ? 0 : row[at - pixelBytes];
            row[at] += (byte)((left + above[at]) / 2);
        }
    }

    private static void UndoPaeth(Span<byte> row, ReadOnlySpan<byte> above, int pixelBytes)
    {
        for (var at = 0; at < Math.Min(pixelBytes, row.Length); at++)
            row[at] += above[at];
        for (var at = pixelBytes; at < row.Length; at++)
        {
            int left = row[at - pixelBytes], up = above[at], corner = above[at - pixelBytes];
            var toLeft = Math.Abs(up - corner);
            var toUp = Math.Abs(left - corner);
            var toCorner = Math.Abs(left + up - (2 * corner));
            var nearest = toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
            row[at] += (byte)nearest;
        }
    }
}
