using System.Buffers.Binary;

namespace AxSpA.Cloud.Dicom;

/// <summary>The first image file directory of a TIFF structure (TIFF 6.0), which is also what EXIF is made of.</summary>
internal sealed class TiffDirectory
{
    private const int EntryBytes = 12;

    private readonly ReadOnlyMemory<byte> _tiff;
    private readonly Dictionary<ushort, Entry> _entries = [];

    private TiffDirectory(ReadOnlyMemory<byte> tiff, bool littleEndian)
    {
        _tiff = tiff;
        IsLittleEndian = littleEndian;
    }

    private enum FieldType : ushort
    {
        Byte = 1,
        Short = 3,
        Long = 4,
    }

    public bool IsLittleEndian { get; }

    /// <summary>Where the next page's directory lies; 0 where there is none.</summary>
    public uint Next { get; private set; }

    /// <exception cref="RadiographRefusedException"><see cref="RefusalReason.Malformed"/> or <see cref="RefusalReason.Truncated"/>.</exception>
    public static TiffDirectory First(ReadOnlyMemory<byte> tiff)
    {
        var span = tiff.Span;
        var littleEndian = span.StartsWith("II*\0"u8);
        if (!littleEndian && !span.StartsWith("MM\0*"u8))
            Refuse.Malformed("a TIFF header", "other bytes");
        var directory = new TiffDirectory(tiff, littleEndian);
        directory.ReadEntries(directory.ReadLong(4));
        return directory;
    }

    /// <summary>The orientation tag; upright where there is none.</summary>
    /// <exception cref="RadiographRefusedException"><see cref="RefusalReason.UnsupportedOrientation"/>: not 1..8.</exception>
    public StoredOrientation Orientation() => StoredOrientation.FromTag(Value(TiffTag.Orientation, 1));

    public bool Has(TiffTag tag) => _entries.ContainsKey((ushort)tag);

    /// <summary>The one value of a tag, or <paramref name="otherwise"/> where the tag is absent.</summary>
    public uint Value(TiffTag tag, uint? otherwise = null)
    {
        if (!Has(tag) && otherwise is { } value)
            return value;
        return Values(tag, 1)[0];
    }

    /// <summary>The values of a tag.</summary>
    /// <exception cref="RadiographRefusedException">The tag is absent, of another number of values, not of whole numbers, or points outside the file.</exception>
    public uint[] Values(TiffTag tag, int count)
    {
        if (!_entries.TryGetValue((ushort)tag, out var entry))
            Refuse.Malformed($"the TIFF tag {tag}", "none");
        var size = entry.Type switch { FieldType.Byte => 1, FieldType.Short => 2, FieldType.Long => 4, _ => 0 };
        if (size == 0)
            Refuse.Malformed($"whole numbers for the TIFF tag {tag}", $"type {(ushort)entry.Type}");
        if (entry.Count != count)
            Refuse.Malformed($"{count} value(s) for the TIFF tag {tag}", $"{entry.Count}");
        var bytes = size * (long)count;
        var start = bytes <= 4 ? entry.Place : ReadLong((int)entry.Place);
        if (start + bytes > _tiff.Length)
            Refuse.Truncated($"{bytes} bytes for the TIFF tag {tag}", $"{Math.Max(0, _tiff.Length - start)}");
        var values = new uint[count];
        for (var at = 0; at < values.Length; at++)
        {
            var place = (int)start + (at * size);
            values[at] = size switch { 1 => _tiff.Span[place], 2 => ReadShort(place), _ => ReadLong(place) };
        }

        return values;
    }

    private void ReadEntries(uint offset)
    {
        if (offset + 2L > _tiff.Length)
            Refuse.Truncated($"a TIFF directory at byte {offset}", $"the end of {_tiff.Length} bytes");
        var count = ReadShort((int)offset);
        var end = offset + 2L + (count * EntryBytes) + 4;
        if (end > _tiff.Length)
            Refuse.Truncated($"a TIFF directory up to byte {end}", $"the end of {_tiff.Length} bytes");
        for (var at = 0; at < count; at++)
        {
            var place = (int)offset + 2 + (at * EntryBytes);
            var tag = ReadShort(place);
            var entry = new Entry((FieldType)ReadShort(place + 2), ReadLong(place + 4), (uint)place + 8);
            if (!_entries.TryAdd(tag, entry))
                Refuse.Malformed($"the TIFF tag {tag} once", "twice");
        }

        Next = ReadLong((int)end - 4);
    }

    private ushort ReadShort(int place)
    {
        var bytes = Bytes(place, 2);
        return IsLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }

    private uint ReadLong(int place)
    {
        var bytes = Bytes(place, 4);
        return IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    private ReadOnlySpan<byte> Bytes(int place, int count)
    {
        if (place + (long)count > _tiff.Length)
            Refuse.Truncated($"{place + (long)count} bytes of a TIFF structure", $"{_tiff.Length}");
        return _tiff.Span.Slice(place, count);
    }

    /// <param name="Type">Of the values.</param>
    /// <param name="Count">Number of values.</param>
    /// <param name="Place">Where the values lie if they fit four bytes, else where their offset lies.</param>
    private readonly record struct Entry(FieldType Type, uint Count, uint Place);
}
