using System.Buffers.Binary;
using System.Text;

namespace AxSpA.Cloud.Tests.Dicom;

/// <summary>Writes uncompressed DICOM files element by element, right or wrong as the test wants.</summary>
internal sealed class DicomBuilder
{
    public const string SopInstanceUid = "1.2.826.0.1.3680043.8.498.1";
    public const string PatientId = "SECRET-4711";

    public const uint PatientOrientation = 0x0020_0020;
    public const uint Samples = 0x0028_0002;
    public const uint Photometric = 0x0028_0004;
    public const uint Planar = 0x0028_0006;
    public const uint Frames = 0x0028_0008;
    public const uint Rows = 0x0028_0010;
    public const uint Columns = 0x0028_0011;
    public const uint PixelSpacing = 0x0028_0030;
    public const uint ImagerPixelSpacing = 0x0018_1164;
    public const uint BitsAllocated = 0x0028_0100;
    public const uint BitsStored = 0x0028_0101;
    public const uint HighBit = 0x0028_0102;
    public const uint Representation = 0x0028_0103;
    public const uint Intercept = 0x0028_1052;
    public const uint Slope = 0x0028_1053;
    public const uint PixelData = 0x7FE0_0010;

    private static readonly HashSet<string> LongForm = ["OB", "OD", "OF", "OL", "OW", "SQ", "UC", "UN", "UR", "UT"];

    private readonly SortedDictionary<uint, (string Vr, object Value)> _elements = [];
    private readonly SortedDictionary<uint, byte[]> _raw = [];

    public string TransferSyntax { get; set; } = "1.2.840.10008.1.2.1";

    public bool IsImplicit { get; set; }

    public bool IsBigEndian { get; set; }

    public byte[] Preamble { get; set; } = new byte[128];

    /// <summary>A radiograph of 16 bits allocated and stored.</summary>
    public static DicomBuilder Sixteen(int rows, int columns, ushort[] stored) => Image(rows, columns, 16).Set(PixelData, "OW", stored);

    /// <summary>A radiograph of 8 bits.</summary>
    public static DicomBuilder Eight(int rows, int columns, byte[] stored) => Image(rows, columns, 8).Set(PixelData, "OB", stored);

    /// <summary>Text (padded), ushort[] or byte[]; an integer is one unsigned short.</summary>
    public DicomBuilder Set(uint tag, string vr, object value)
    {
        _elements[tag] = (vr, value is int number ? new[] { (ushort)number } : value);
        return this;
    }

    public DicomBuilder Remove(params uint[] tags)
    {
        foreach (var tag in tags)
            _elements.Remove(tag);
        return this;
    }

    /// <summary>A whole element, header and all, written before the element <paramref name="before"/>.</summary>
    public DicomBuilder Raw(uint before, params byte[] element)
    {
        _raw[before] = element;
        return this;
    }

    public DicomBuilder Encode(string transferSyntax, bool isImplicit = false, bool isBigEndian = false)
    {
        (TransferSyntax, IsImplicit, IsBigEndian) = (transferSyntax, isImplicit, isBigEndian);
        return this;
    }

    public byte[] Build()
    {
        var meta = new MemoryStream();
        WriteElement(meta, 0x0002_0001, "OB", new byte[] { 0, 1 }, false, false);
        WriteElement(meta, 0x0002_0002, "UI", "1.2.840.10008.5.1.4.1.1.1.1", false, false);
        WriteElement(meta, 0x0002_0003, "UI", SopInstanceUid, false, false);
        WriteElement(meta, 0x0002_0010, "UI", TransferSyntax, false, false);
        WriteElement(meta, 0x0002_0012, "UI", "1.2.826.0.1.3680043.8.498", false, false);
        var file = new MemoryStream();
        file.Write(Preamble);
        file.Write("DICM"u8);
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, (int)meta.Length);
        WriteElement(file, 0x0002_0000, "UL", length, false, false);
        meta.WriteTo(file);
        foreach (var (tag, (vr, value)) in _elements)
        {
            if (_raw.TryGetValue(tag, out var raw))
                file.Write(raw);
            WriteElement(file, tag, vr, value, IsImplicit, IsBigEndian);
        }

        return file.ToArray();
    }

    private static DicomBuilder Image(int rows, int columns, int bits) => new DicomBuilder()
        .Set(0x0008_0016, "UI", "1.2.840.10008.5.1.4.1.1.1.1")
        .Set(0x0008_0018, "UI", SopInstanceUid)
        .Set(0x0008_0020, "DA", "20240102")
        .Set(0x0008_0060, "CS", "DX")
        .Set(0x0010_0010, "PN", "Secret^Name")
        .Set(0x0010_0020, "LO", PatientId)
        .Set(0x0020_000D, "UI", "1.2.826.0.1.3680043.8.498.2")
        .Set(0x0020_000E, "UI", "1.2.826.0.1.3680043.8.498.3")
        .Set(Samples, "US", 1)
        .Set(Photometric, "CS", "MONOCHROME2")
        .Set(Rows, "US", rows)
        .Set(Columns, "US", columns)
        .Set(BitsAllocated, "US", bits)
        .Set(BitsStored, "US", bits)
        .Set(HighBit, "US", bits - 1)
        .Set(Representation, "US", 0);

    private static void WriteElement(MemoryStream target, uint tag, string vr, object value, bool isImplicit, bool isBigEndian)
    {
        var bytes = Bytes(vr, value, isBigEndian);
        WriteShort(target, (ushort)(tag >> 16), isBigEndian);
        WriteShort(target, (ushort)tag, isBigEndian);
        if (!isImplicit)
        {
            target.Write(Encoding.ASCII.GetBytes(vr));
            if (!LongForm.Contains(vr))
            {
                WriteShort(target, (ushort)bytes.Length, isBigEndian);
                target.Write(bytes);
                return;
            }

            WriteShort(target, 0, isBigEndian);
        }

        var (high, low) = ((ushort)(bytes.Length >> 16), (ushort)bytes.Length);
        WriteShort(target, isBigEndian ? high : low, isBigEndian);
        WriteShort(target, isBigEndian ? low : high, isBigEndian);
        target.Write(bytes);
    }

    private static byte[] Bytes(string vr, object value, bool isBigEndian)
    {
        if (value is string text)
            return Encoding.Latin1.GetBytes(text.Length % 2 == 0 ? text : text + (vr == "UI" ? '\0' : ' '));
        if (value is byte[] bytes)
            return bytes.Length % 2 == 0 ? bytes : [.. bytes, 0];
        var written = new MemoryStream();
        foreach (var word in (ushort[])value)
            WriteShort(written, word, isBigEndian);
        return written.ToArray();
    }

    private static void WriteShort(MemoryStream target, ushort value, bool isBigEndian)
    {
        Span<byte> bytes = stackalloc byte[2];
        if (isBigEndian)
            BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
        else
            BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        target.Write(bytes);
    }
}
