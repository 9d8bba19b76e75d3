using System.Runtime.InteropServices;
using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Dicom;

/// <summary>Decodes TIFF of one page: grey or RGB of 8 or 16 bit, strips or tiles, uncompressed or of LZW, Deflate or PackBits.</summary>
/// <remarks>
/// Decoded here and not by OpenCV, which inverts 0-is-white for 8 bit but not for 16, and fills in pixels where a strip is too short.
/// </remarks>
internal static class TiffImage
{
    public static RadiographReading Read(ReadOnlyMemory<byte> file, ReadingLimits limits)
    {
        var directory = TiffDirectory.First(file);
        var layout = TiffLayout.Of(directory, limits);
        var segments = TiffSegments.Of(directory, layout, file.Length);
        var canvas = new GreyCanvas(layout.Rows, layout.Columns);
        var unpacked = layout.Compression == TiffCompression.None ? [] : new byte[segments.Rows * segments.Columns * layout.PixelBytes];
        var samples = new ushort[segments.Columns * layout.Channels];
        for (var segment = 0; segment < segments.Count; segment++)
        {
            var bytes = SegmentBytes(file, layout, segments, segment, unpacked);
            WriteSegment(bytes, layout, segments, segment, samples, canvas);
        }

        return new RadiographReading
        {
            Radiograph = canvas.ToRadiograph(layout.Depth, layout.Orientation),
            Format = RadiographFormat.Tiff,
            LateralityBasis = LateralityBasis.Assumed,
        };
    }

    private static ReadOnlySpan<byte> SegmentBytes(ReadOnlyMemory<byte> file, TiffLayout layout, TiffSegments segments, int segment, byte[] unpacked)
    {
        var stored = segments.Stored(file, segment);
        var needed = segments.StoredRows(segment) * segments.Columns * layout.PixelBytes;
        if (layout.Compression == TiffCompression.None)
            return stored.Span[..needed];
        var written = TiffUnpack.Unpack(layout.Compression, stored, unpacked.AsSpan(0, needed));
        if (written < needed)
            Refuse.Truncated($"TIFF image data for {needed} bytes in a strip or tile", $"{written}");
        return unpacked.AsSpan(0, needed);
    }

    private static void WriteSegment(
        ReadOnlySpan<byte> bytes, TiffLayout layout, TiffSegments segments, int segment, Span<ushort> samples, GreyCanvas canvas)
    {
        var rowBytes = segments.Columns * layout.PixelBytes;
        var (top, left) = (segments.FirstRow(segment), segments.FirstColumn(segment));
        var rows = Math.Min(segments.StoredRows(segment), layout.Rows - top);
        var inside = Math.Min(segments.Columns, layout.Columns - left) * layout.Channels;
        for (var row = 0; row < rows; row++)
        {
            ToSamples(bytes.Slice(row * rowBytes, rowBytes), layout, samples);
            canvas.Write(top + row, left, 1, samples[..inside], layout.Channels);
        }
    }

    private static void ToSamples(ReadOnlySpan<byte> row, TiffLayout layout, Span<ushort> samples)
    {
        var white = (ushort)(layout.Depth == GreyDepth.Eight ? byte.MaxValue : ushort.MaxValue);
        if (layout.Depth == GreyDepth.Eight)
            Samples.Widen(row, samples);
        else if (layout.IsLittleEndian)
            Samples.FromLittleEndian(MemoryMarshal.Cast<byte, ushort>(row), samples);
        else
            Samples.FromBigEndian(MemoryMarshal.Cast<byte, ushort>(row), samples);
        if (layout.IsDifferenced)
        {
            for (var at = layout.Channels; at < samples.Length; at++)
                samples[at] = (ushort)((samples[at] + samples[at - layout.Channels]) & white);
        }

        if (layout.IsInverted)
            Samples.Invert(samples, white);
    }
}
