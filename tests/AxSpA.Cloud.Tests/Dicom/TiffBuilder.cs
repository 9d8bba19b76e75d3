using System.Buffers.Binary;

namespace AxSpA.Cloud.Tests.Dicom;

/// <summary>Writes classic TIFF files tag by tag, right or wrong as the test wants.</summary>
internal sealed class TiffBuilder
{
    public const ushort BitsPerSample = 258;
    public const ushort Compression = 259;
    public const ushort Photometric = 262;
    public const ushort StripOffsets = 273;
    public const ushort Orientation = 274;
    public const ushort SamplesPerPixel = 277;
    public const ushort RowsPerStrip = 278;
    public const ushort StripByteCounts = 279;
    public const ushort Planar = 284;
    public const ushort Predictor = 317;
    public const ushort TileWidth = 322;
    public const ushort TileLength = 323;
    public const ushort TileOffsets = 324;
    public const ushort TileByteCounts = 325;
    public const ushort SampleFormat = 339;

    private readonly SortedDictionary<ushort, uint[]> _tags = [];
    private readonly List<byte[]> _segments = [];

    public bool IsBigEndian { get; set; }

    /// <summary>Where a second directory would lie.</summary>
    public uint Next { get; set; }

    public static TiffBuilder Grey(int rows, int columns, byte[] values) => Image(rows, columns, 8, 1).Segments(values);

    public static TiffBuilder Grey(int rows, int columns, ushort[] values, bool isBigEndian = false)
    {
        var builder = Image(rows, columns, 16, 1);
        builder.IsBigEndian = isBigEndian;
        return builder.Segments(builder.Words(values));
    }

    public static TiffBuilder Image(int rows, int columns, int bits, int samples)
        => new TiffBuilder()
            .Set(256, (uint)columns)
            .Set(257, (uint)rows)
            .Set(BitsPerSample, [.. Enumerable.Repeat((uint)bits, samples)])
            .Set(Compression, 1)
            .Set(Photometric, samples >= 3 ? 2u : 1u)
            .Set(SamplesPerPixel, (uint)samples)
            .Set(RowsPerStrip, (uint)rows);

    /// <summary>An EXIF block that says nothing but the orientation.</summary>
    public static byte[] Exif(int orientation) => new TiffBuilder().Set(Orientation, (uint)orientation).Build();

    public TiffBuilder Set(ushort tag, params uint[] values)
    {
        _tags[tag] = values;
        return this;
    }

    public TiffBuilder Remove(params ushort[] tags)
    {
        foreach (var tag in tags)
            _tags.Remove(tag);
        return this;
    }

    /// <summary>The strips, or the tiles where the tags speak of tiles.</summary>
    public TiffBuilder Segments(params byte[][] segments)
    {
        _segments.Clear();
        _segments.AddRange(segments);
        return this;
    }

    public byte[] Words(ushort[] values)
    {
        var bytes = new byte[2 * values.Length];
        for (var at = 0; at < values.Length; at++)
            PutShort(bytes.AsSpan(2 * at), values[at]);
        return bytes;
    }

    public byte[] Build()
    {
        var data = new MemoryStream();
        var offsets = new List<uint>();
        foreach (var segment in _segments)
        {
            offsets.Add(8 + (uint)data.Length);
            data.Write(segment);
        }

        if (_segments.Count > 0)
        {
            var tiled = _tags.ContainsKey(TileWidth);
            _tags.TryAdd(tiled ? TileOffsets : StripOffsets, [.. offsets]);
            _tags.TryAdd(tiled ? TileByteCounts : StripByteCounts, [.. _segments.Select(segment => (uint)segment.Length)]);
        }

        var directory = 8 + (int)data.Length;
        var far = directory + 2 + (12 * _tags.Count) + 4;
        var file = new byte[far + _tags.Values.Where(values => values.Length > 1).Sum(values => 4 * values.Length)];
        (IsBigEndian ? "MM\0*"u8 : "II*\0"u8).CopyTo(file);
        PutLong(file.AsSpan(4), (uint)directory);
        data.ToArray().CopyTo(file, 8);
        PutShort(file.AsSpan(directory), (ushort)_tags.Count);
        var at = directory + 2;
        foreach (var (tag, values) in _tags)
        {
            PutShort(file.AsSpan(at), tag);
            PutShort(file.AsSpan(at + 2), 4);
            PutLong(file.AsSpan(at + 4), (uint)values.Length);
            if (values.Length == 1)
            {
                PutLong(file.AsSpan(at + 8), values[0]);
            }
            else
            {
                PutLong(file.AsSpan(at + 8), (uint)far);
                foreach (var value in values)
                {
                    PutLong(file.AsSpan(far), value);
                    far += 4;
                }
            }

            at += 12;
        }

        PutLong(file.AsSpan(at), Next);
        return file;
    }

    private void PutShort(Span<byte> target, ushort value)
    {
        if (IsBigEndian)
            BinaryPrimitives.WriteUInt16BigEndian(target, value);
        else
            BinaryPrimitives.WriteUInt16LittleEndian(target, value);
    }

    private void PutLong(Span<byte> target, uint value)
    {
        if (IsBigEndian)
            BinaryPrimitives.WriteUInt32BigEndian(target, value);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(target, value);
    }
}
