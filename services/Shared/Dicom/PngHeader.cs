using System.Buffers.Binary;
using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Dicom;

/// <summary>A PNG header (IHDR) that has passed its checks.</summary>
/// <param name="Rows">Rows as stored.</param>
/// <param name="Columns">Columns as stored.</param>
/// <param name="Depth">Bits of a sample.</param>
/// <param name="Colour">Colour type.</param>
/// <param name="Interlaced">Stored in Adam7's seven passes.</param>
internal sealed record PngHeader(int Rows, int Columns, GreyDepth Depth, PngColour Colour, bool Interlaced)
{
    /// <summary>Samples of a pixel as stored; a palette's index is one.</summary>
    public int Channels => Colour switch { PngColour.GreyAlpha => 2, PngColour.Rgb => 3, PngColour.Rgba => 4, _ => 1 };

    public int PixelBytes => Channels * (int)Depth / 8;

    /// <exception cref="RadiographRefusedException">Not a header, a size outside the limits, or samples that are not read.</exception>
    public static PngHeader Parse(string type, ReadOnlySpan<byte> content, ReadingLimits limits)
    {
        if (type != "IHDR" || content.Length != 13)
            Refuse.Malformed("the PNG header (IHDR, 13 bytes) first", $"{type} of {content.Length} bytes");
        var columns = BinaryPrimitives.ReadUInt32BigEndian(content);
        var rows = BinaryPrimitives.ReadUInt32BigEndian(content[4..]);
        limits.CheckSize(rows, columns);
        var (bits, colour, compression, filter, interlace) = (content[8], (PngColour)content[9], content[10], content[11], content[12]);
        if (!Enum.IsDefined(colour))
            Refuse.Malformed("a PNG colour type of 0, 2, 3, 4 or 6", $"{(byte)colour}");
        if (bits is not (8 or 16) || (colour == PngColour.Palette && bits != 8))
            throw new RadiographRefusedException(RefusalReason.UnsupportedPixelType, "samples of 8 or 16 bit (palette: 8)", $"{bits} bit");
        if (compression != 0 || filter != 0 || interlace > 1)
            Refuse.Malformed("PNG compression 0, filter 0 and interlace 0 or 1", $"{compression}, {filter} and {interlace}");
        return new PngHeader((int)rows, (int)columns, (GreyDepth)bits, colour, interlace == 1);
    }
}
