using System.Buffers.Binary;

namespace AxSpA.Cloud.Dicom;

/// <summary>Walks the top-level elements of a DICOM data set (PS3.5 section 7), passing over what sequences hold.</summary>
/// <param name="file">The whole file.</param>
/// <param name="position">First byte of the first element.</param>
/// <param name="encoding">How its elements are written.</param>
internal sealed class DicomReader(ReadOnlyMemory<byte> file, int position, DicomEncoding encoding)
{
    public const uint PixelData = 0x7FE0_0010;

    private const uint Undefined = uint.MaxValue;
    private const uint Item = 0xFFFE_E000;
    private const uint ItemEnd = 0xFFFE_E00D;
    private const uint SequenceEnd = 0xFFFE_E0DD;

    /// <summary>Real objects nest about five sequences deep.</summary>
    private const int MaxDepth = 32;

    private static readonly HashSet<string> ShortForm =
        ["AE", "AS", "AT", "CS", "DA", "DS", "DT", "FD", "FL", "IS", "LO", "LT", "PN", "SH", "SL", "SS", "ST", "TM", "UI", "UL", "US"];

    private static readonly HashSet<string> LongForm = ["OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV"];

    /// <summary>First byte of the next element.</summary>
    public int Position { get; private set; } = position;

    public bool IsAtEnd => Position >= file.Length;

    /// <summary>The group of the next element; -1 at the end.</summary>
    public int NextGroup => file.Length - Position < 2 ? -1 : ReadShort(Position, encoding);

    /// <summary>Takes the next element.</summary>
    /// <exception cref="RadiographRefusedException">Malformed, or truncated anywhere but within pixel data.</exception>
    public DicomElement Next()
    {
        var header = ReadHeader(Position, encoding);
        if (header.Tag == PixelData)
            return TakePixelData(header);
        if (header.Bytes == Undefined)
        {
            var end = SkipItems(header.Value, ContentEncoding(header, encoding), 1);
            Position = end + 8;
            return new DicomElement(header.Tag, header.Representation, file[header.Value..end], null);
        }

        Position = EndOfValue(header);
        return new DicomElement(header.Tag, header.Representation, file[header.Value..Position], header.Bytes);
    }

    private DicomElement TakePixelData(Header header)
    {
        var declared = header.Bytes == Undefined ? (uint?)null : header.Bytes;
        var start = header.Value;
        Position = (int)Math.Min(file.Length, start + (long)header.Bytes);
        return new DicomElement(header.Tag, header.Representation, file[start..Position], declared);
    }

    /// <summary>Content of unknown representation and undefined length is written implicitly (PS3.5 section 6.2.2 note 4).</summary>
    private static DicomEncoding ContentEncoding(Header header, DicomEncoding encoding)
        => header.Representation == "UN" ? DicomEncoding.ImplicitLittleEndian : encoding;

    /// <summary>Passes over items up to the sequence's delimiter.</summary>
    /// <returns>Where the delimiter lies.</returns>
    private int SkipItems(int at, DicomEncoding content, int depth)
    {
        if (depth > MaxDepth)
            Refuse.Malformed($"DICOM sequences at most {MaxDepth} deep", "deeper ones");
        while (true)
        {
            var header = ReadHeader(at, content);
            if (header.Tag == SequenceEnd)
                return at;
            if (header.Tag != Item)
                Refuse.Malformed("an item or the end of a DICOM sequence", "another element");
            at = header.Bytes == Undefined ? SkipElements(header.Value, content, depth) : EndOfValue(header);
        }
    }

    /// <summary>Passes over the elements of an item up to and with the item's delimiter.</summary>
    private int SkipElements(int at, DicomEncoding content, int depth)
    {
        while (true)
        {
            var header = ReadHeader(at, content);
            if (header.Tag == ItemEnd)
                return header.Value;
            at = header.Bytes == Undefined
                ? SkipItems(header.Value, ContentEncoding(header, content), depth + 1) + 8
                : EndOfValue(header);
        }
    }

    private int EndOfValue(Header header)
    {
        if (header.Bytes > file.Length - header.Value)
            Refuse.Truncated($"{header.Bytes} bytes in a DICOM element", $"{file.Length - header.Value}");
        return header.Value + (int)header.Bytes;
    }

    private Header ReadHeader(int at, DicomEncoding written)
    {
        Require(at, 8);
        var tag = ((uint)ReadShort(at, written) << 16) | ReadShort(at + 2, written);
        // Items and delimiters carry no representation in any syntax.
        if (!written.IsExplicit || tag >> 16 == 0xFFFE)
            return new Header(tag, "", at + 8, ReadLong(at + 4, written));
        var representation = string.Create(2, file.Slice(at + 4, 2), static (text, letters) =>
        {
            text[0] = (char)letters.Span[0];
            text[1] = (char)letters.Span[1];
        });
        if (ShortForm.Contains(representation))
            return new Header(tag, representation, at + 8, ReadShort(at + 6, written));
        if (!LongForm.Contains(representation))
            Refuse.Malformed("a DICOM value representation", "other bytes");
        Require(at, 12);
        return new Header(tag, representation, at + 12, ReadLong(at + 8, written));
    }

    private void Require(int at, int bytes)
    {
        if (file.Length - at < bytes)
            Refuse.Truncated($"a DICOM element header of {bytes} bytes", $"{Math.Max(0, file.Length - at)}");
    }

    private ushort ReadShort(int at, DicomEncoding written)
    {
        var bytes = file.Span.Slice(at, 2);
        return written.IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
    }

    private uint ReadLong(int at, DicomEncoding written)
    {
        var bytes = file.Span.Slice(at, 4);
        return written.IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    /// <param name="Tag">Group and element.</param>
    /// <param name="Representation">Two letters, or empty.</param>
    /// <param name="Value">First byte of the value.</param>
    /// <param name="Bytes">Length of the value, or <see cref="Undefined"/>.</param>
    private readonly record struct Header(uint Tag, string Representation, int Value, uint Bytes);
}
