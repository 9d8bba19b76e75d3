using System.Runtime.InteropServices;
using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Dicom;

/// <summary>Decodes PNG: grey, grey with opacity, RGB, RGBA of 8 or 16 bit, palettes of 8 bit, interlaced or not.</summary>
/// <remarks>
/// Decoded in managed code: each row is inflated straight to its place, which takes half the memory of a native decoder's copy and no longer,
/// and a hostile file meets bounds checks. Opacity (alpha, tRNS), gamma, profiles and significant bits (sBIT) are display matters and not applied.
/// </remarks>
internal static class PngImage
{
    /// <summary>Deflate's best ratio: a file that claims more has too few bytes, known before memory is taken.</summary>
    private const long DeflateRatio = 1032;

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static RadiographReading Read(ReadOnlyMemory<byte> file, ReadingLimits limits)
    {
        var chunks = PngChunks.Walk(file, limits);
        var compressed = chunks.ImageData();
        CheckAmount(chunks.Header, compressed.Length);
        var canvas = new GreyCanvas(chunks.Header.Rows, chunks.Header.Columns);
        using var source = new Inflate(compressed);
        foreach (var pass in PngPass.Of(chunks.Header))
            DecodePass(source, chunks, pass, canvas);
        if (source.Read(stackalloc byte[1]) > 0)
            Refuse.Malformed("the end of PNG image data behind the last row", "more");
        return new RadiographReading
        {
            Radiograph = canvas.ToRadiograph(chunks.Header.Depth, chunks.Orientation),
            Format = RadiographFormat.Png,
            LateralityBasis = LateralityBasis.Assumed,
        };
    }

    private static void CheckAmount(PngHeader header, int compressed)
    {
        var needed = PngPass.Of(header).Sum(pass => (long)pass.Rows(header) * (1 + pass.RowBytes(header)));
        if (compressed * DeflateRatio < needed)
            Refuse.Truncated($"PNG image data for {needed} bytes", $"{compressed} compressed bytes");
    }

    private static void DecodePass(Inflate source, PngChunks chunks, PngPass pass, GreyCanvas canvas)
    {
        var header = chunks.Header;
        var rows = pass.Rows(header);
        var above = new byte[1 + pass.RowBytes(header)];
        var current = new byte[above.Length];
        var samples = new ushort[pass.Columns(header) * (header.Colour == PngColour.Palette ? 3 : header.Channels)];
        var channels = samples.Length / Math.Max(1, pass.Columns(header));
        for (var row = 0; row < rows; row++)
        {
            if (source.Read(current) < current.Length)
                Refuse.Truncated($"PNG image data for {header.Rows} rows", "fewer");
            PngFilter.Undo(current[0], current.AsSpan(1), above.AsSpan(1), header.PixelBytes);
            ToSamples(current.AsSpan(1), chunks, samples);
            canvas.Write(pass.FirstRow + (row * pass.RowStep), pass.FirstColumn, pass.ColumnStep, samples, channels);
            (above, current) = (current, above);
        }
    }

    private static void ToSamples(ReadOnlySpan<byte> row, PngChunks chunks, Span<ushort> samples)
    {
        if (chunks.Header.Depth == GreyDepth.Sixteen)
            Samples.FromBigEndian(MemoryMarshal.Cast<byte, ushort>(row), samples);
        else if (chunks.Header.Colour == PngColour.Palette)
            LookUp(row, chunks.Palette.Span, samples);
        else
            Samples.Widen(row, samples);
    }

    private static void LookUp(ReadOnlySpan<byte> indices, ReadOnlySpan<byte> palette, Span<ushort> samples)
    {
        for (var at = 0; at < indices.Length; at++)
        {
            var entry = 3 * indices[at];
            if (entry >= palette.Length)
                Refuse.Malformed($"a palette index below {palette.Length / 3}", $"{indices[at]}");
            Samples.Widen(palette.Slice(entry, 3), samples[(3 * at)..]);
        }
    }
}
