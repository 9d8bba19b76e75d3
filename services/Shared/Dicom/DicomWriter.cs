using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace AxSpA.Cloud.Dicom;

/// <summary>Writes the elements of a DICOM data set as Explicit VR Little Endian (PS3.5 section 7.1.2), in rising order of their tags.</summary>
internal sealed class DicomWriter(Stream target)
{
    private const int LongestShortForm = ushort.MaxValue - 1;

    private uint _last;

    /// <summary>Text of the default repertoire; several values are separated by a backslash. Empty where unknown.</summary>
    /// <exception cref="ArgumentException">Text beyond ASCII, or longer than the representation's header can say.</exception>
    public void Text(uint tag, string representation, string text)
    {
        if (!Ascii.IsValid(text) || text.Length > LongestShortForm)
            throw new ArgumentException($"expected ASCII text of at most {LongestShortForm} characters for {tag:X8}, found other text", nameof(text));
        // UIDs are padded with zero, other text with a space (PS3.5 section 6.2).
        var padded = text.Length % 2 == 0 ? text : text + (representation == "UI" ? '\0' : ' ');
        Header(tag, representation, padded.Length);
        target.Write(Encoding.ASCII.GetBytes(padded));
    }

    public void Short(uint tag, ushort value)
    {
        Header(tag, "US", sizeof(ushort));
        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        target.Write(bytes);
    }

    public void SignedShort(uint tag, short value)
    {
        Header(tag, "SS", sizeof(short));
        Span<byte> bytes = stackalloc byte[sizeof(short)];
        BinaryPrimitives.WriteInt16LittleEndian(bytes, value);
        target.Write(bytes);
    }

    public void Long(uint tag, uint value)
    {
        Header(tag, "UL", sizeof(uint));
        Number(value);
    }

    public void Bytes(uint tag, ReadOnlySpan<byte> value)
    {
        LongHeader(tag, "OB", value.Length + (value.Length & 1));
        target.Write(value);
        if (value.Length % 2 == 1)
            target.WriteByte(0);
    }

    public void Words(uint tag, ReadOnlySpan<ushort> words)
    {
        LongHeader(tag, "OW", words.Length * sizeof(ushort));
        if (BitConverter.IsLittleEndian)
        {
            target.Write(MemoryMarshal.AsBytes(words));
            return;
        }

        var turned = new ushort[words.Length];
        BinaryPrimitives.ReverseEndianness(words, turned);
        target.Write(MemoryMarshal.AsBytes<ushort>(turned));
    }

    /// <summary>A sequence without items: required, and nothing is known of it.</summary>
    public void EmptySequence(uint tag) => LongHeader(tag, "SQ", 0);

    private void Header(uint tag, string representation, int bytes)
    {
        Begin(tag, representation);
        Span<byte> length = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)bytes);
        target.Write(length);
    }

    private void LongHeader(uint tag, string representation, int bytes)
    {
        Begin(tag, representation);
        target.Write([0, 0]);
        Number((uint)bytes);
    }

    private void Begin(uint tag, string representation)
    {
        if (tag <= _last)
            throw new InvalidOperationException($"expected an element behind {_last:X8}, found {tag:X8}");
        _last = tag;
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)(tag >> 16));
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[2..], (ushort)tag);
        target.Write(bytes);
        target.Write(Encoding.ASCII.GetBytes(representation));
    }

    private void Number(uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        target.Write(bytes);
    }
}
