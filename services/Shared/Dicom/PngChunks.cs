using System.Buffers.Binary;

namespace AxSpA.Cloud.Dicom;

/// <summary>What the chunks of a PNG file say before a pixel is decoded (W3C PNG, third edition).</summary>
internal sealed class PngChunks
{
    private const int Overhead = 12;

    private static readonly string[] KnownCritical = ["IHDR", "PLTE", "IDAT", "IEND"];

    private readonly List<ReadOnlyMemory<byte>> _data = [];
    private bool _dataEnded;
    private bool _hasExif;

    private PngChunks(PngHeader header) => Header = header;

    public PngHeader Header { get; }

    /// <summary>Red, green, blue of each entry; empty where there is no palette.</summary>
    public ReadOnlyMemory<byte> Palette { get; private set; }

    public StoredOrientation Orientation { get; private set; } = StoredOrientation.Upright;

    /// <summary>Walks to IEND, checking order, lengths and checksums.</summary>
    /// <exception cref="RadiographRefusedException">Malformed, truncated, animated, or of a size or type that is not read.</exception>
    public static PngChunks Walk(ReadOnlyMemory<byte> file, ReadingLimits limits)
    {
        PngChunks? chunks = null;
        var rest = file[PngImage.Signature.Length..];
        while (true)
        {
            var (type, content) = Take(ref rest);
            if (chunks is null)
                chunks = new PngChunks(PngHeader.Parse(type, content.Span, limits));
            else if (type == "IEND")
                return chunks.Ended();
            else
                chunks.Add(type, content);
        }
    }

    /// <summary>The compressed image as one piece; copied only where the file has it in several.</summary>
    public ReadOnlyMemory<byte> ImageData()
    {
        if (_data is [var only])
            return only;
        var joined = GC.AllocateUninitializedArray<byte>(_data.Sum(part => part.Length));
        var at = 0;
        foreach (var part in _data)
        {
            part.CopyTo(joined.AsMemory(at));
            at += part.Length;
        }

        return joined;
    }

    private static (string Type, ReadOnlyMemory<byte> Content) Take(ref ReadOnlyMemory<byte> rest)
    {
        if (rest.Length < Overhead)
            Refuse.Truncated("PNG chunks up to IEND", $"the end of the file, {rest.Length} bytes into a chunk");
        var span = rest.Span;
        var length = BinaryPrimitives.ReadUInt32BigEndian(span);
        var type = Type(span.Slice(4, 4));
        if (length + (long)Overhead > rest.Length)
            Refuse.Truncated($"{length} bytes in the PNG chunk {type}", $"{rest.Length - Overhead}");
        var end = 8 + (int)length;
        if (Crc32.Of(span[4..end]) != BinaryPrimitives.ReadUInt32BigEndian(span[end..]))
            Refuse.Malformed($"the PNG chunk {type} as its checksum says", "other bytes");
        var content = rest[8..end];
        rest = rest[(end + 4)..];
        return (type, content);
    }

    private static string Type(ReadOnlySpan<byte> bytes)
    {
        foreach (var letter in bytes)
        {
            if (!char.IsAsciiLetter((char)letter))
                Refuse.Malformed("a PNG chunk type of four letters", "other bytes");
        }

        return System.Text.Encoding.ASCII.GetString(bytes);
    }

    private void Add(string type, ReadOnlyMemory<byte> content)
    {
        if (type != "IDAT" && _data.Count > 0)
            _dataEnded = true;
        switch (type)
        {
            case "IDAT" when !_dataEnded:
                _data.Add(content);
                break;
            case "PLTE" when Palette.IsEmpty && _data.Count == 0 && content.Length is > 0 and <= 768 && content.Length % 3 == 0:
                Palette = content;
                break;
            case "eXIf" when !_hasExif:
                _hasExif = true;
                Orientation = TiffDirectory.First(content).Orientation();
                break;
            case "acTL":
                throw new RadiographRefusedException(RefusalReason.MultiFrame, "one picture", "an animated PNG");
            default:
                // A capital first letter marks a chunk without which the picture can't be shown.
                if (char.IsAsciiLetterUpper(type[0]))
                    Refuse.Malformed("PNG chunks in their order", KnownCritical.Contains(type) ? $"{type} out of place" : $"an unknown critical chunk {type}");
                break;
        }
    }

    private PngChunks Ended()
    {
        if (_data.Count == 0)
            throw new RadiographRefusedException(RefusalReason.NoPixels, "image data (IDAT) in the PNG file", "none");
        if (Header.Colour == PngColour.Palette && Palette.IsEmpty)
            Refuse.Malformed("a palette (PLTE) in the PNG file", "none");
        return this;
    }
}
