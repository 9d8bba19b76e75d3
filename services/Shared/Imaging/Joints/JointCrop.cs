using System.Diagnostics.CodeAnalysis;

namespace AxSpA.Cloud.Imaging;

/// <summary>The part of a radiograph that the anatomy-aware classifier sees.</summary>
/// <remarks>Source: the published app; rectangle, threshold and pixels agree exactly with it (its 8-bit wrap of larger grey values is not repeated).</remarks>
public sealed class JointCrop
{
    private JointCrop(OtsuThreshold threshold, PixelRectangle? rectangle, Radiograph? pixels)
    {
        Threshold = threshold;
        Rectangle = rectangle;
        Pixels = pixels;
    }

    /// <summary>Otsu's threshold of the radiograph with everything outside the box set to 0.</summary>
    public OtsuThreshold Threshold { get; }

    /// <summary>Whether no pixel is brighter than the threshold: <see cref="JointRejection.EmptyCrop"/>.</summary>
    [MemberNotNullWhen(false, nameof(Rectangle), nameof(Pixels))]
    public bool Empty => Pixels is null;

    /// <summary>The crop in the upright radiograph; null where it is empty.</summary>
    public PixelRectangle? Rectangle { get; }

    /// <summary>The crop's pixels, upright, grey values unchanged; null where it is empty.</summary>
    public Radiograph? Pixels { get; }

    /// <summary>Cuts to the bounding box of the pixels inside <paramref name="box"/> that are brighter than Otsu's threshold.</summary>
    /// <exception cref="ArgumentException">The box reaches outside the radiograph.</exception>
    public static JointCrop Cut(Radiograph radiograph, PixelRectangle box)
    {
        ArgumentNullException.ThrowIfNull(radiograph);
        RequireInside(box, radiograph);
        var threshold = OtsuThreshold.ComputeBlackedOutside(radiograph.Grey, box, radiograph.Depth);
        return Bright(radiograph.Grey, box, threshold.Value) is { } rectangle
            ? new JointCrop(threshold, rectangle, PixelsOf(radiograph, rectangle))
            : new JointCrop(threshold, null, null);
    }

    /// <summary>The pixels of a rectangle, as a radiograph of the same depth.</summary>
    /// <exception cref="ArgumentException">The rectangle reaches outside the radiograph.</exception>
    public static Radiograph PixelsOf(Radiograph radiograph, PixelRectangle rectangle)
    {
        ArgumentNullException.ThrowIfNull(radiograph);
        RequireInside(rectangle, radiograph);
        var grey = new ushort[rectangle.Height * rectangle.Width];
        for (var row = 0; row < rectangle.Height; row++)
            radiograph.Grey.Row(rectangle.Y + row).Slice(rectangle.X, rectangle.Width).CopyTo(grey.AsSpan(row * rectangle.Width));
        return new Radiograph(new Plane<ushort>(rectangle.Height, rectangle.Width, grey), radiograph.Depth);
    }

    private static PixelRectangle? Bright(Plane<ushort> grey, PixelRectangle box, int threshold)
    {
        // A threshold of 65535 leaves nothing above it; the range below would then be empty.
        if (threshold >= ushort.MaxValue)
            return null;
        var least = (ushort)(threshold + 1);
        var (left, right, top, bottom) = (box.Width, -1, -1, -1);
        for (var row = 0; row < box.Height; row++)
        {
            var values = grey.Row(box.Y + row).Slice(box.X, box.Width);
            var first = values.IndexOfAnyInRange(least, ushort.MaxValue);
            if (first < 0)
                continue;
            left = Math.Min(left, first);
            right = Math.Max(right, values.LastIndexOfAnyInRange(least, ushort.MaxValue));
            top = top < 0 ? row : top;
            bottom = row;
        }

        return right < 0 ? null : new PixelRectangle(box.X + left, box.Y + top, right - left + 1, bottom - top + 1);
    }

    private static void RequireInside(PixelRectangle rectangle, Radiograph radiograph)
    {
        var inside = rectangle is { X: >= 0, Y: >= 0, Width: >= 1, Height: >= 1 }
            && (long)rectangle.X + rectangle.Width <= radiograph.Columns && (long)rectangle.Y + rectangle.Height <= radiograph.Rows;
        if (!inside)
            throw new ArgumentException($"expected a rectangle inside {radiograph.Columns} × {radiograph.Rows} pixels, found {rectangle}", nameof(rectangle));
    }
}
