using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace AxSpA.Cloud.Tests.Dicom;

/// <summary>Writes PNG files chunk by chunk, right or wrong as the test wants.</summary>
internal sealed class PngBuilder(int rows, int columns, int bits, int colour)
{
    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private readonly List<(string Type, byte[] Content)> _beforeData = [];

    /// <summary>Filter byte and samples of each row, uncompressed.</summary>
    public byte[] Filtered { get; set; } = [];

    /// <summary>Bytes of an image data chunk.</summary>
    public int DataChunk { get; set; } = int.MaxValue;

    public bool IsInterlaced { get; set; }

    public static byte[] Grey(int rows, int columns, byte[] values) => new PngBuilder(rows, columns, 8, 0).Unfiltered(values).Build();

    public static byte[] Grey(int rows, int columns, ushort[] values) => new PngBuilder(rows, columns, 16, 0).Unfiltered(values).Build();

    /// <summary>8-bit samples, row after row.</summary>
    public PngBuilder Unfiltered(byte[] samples)
    {
        var rowBytes = samples.Length / rows;
        Filtered = [.. Enumerable.Range(0, rows).SelectMany(row => samples.Skip(row * rowBytes).Take(rowBytes).Prepend((byte)0))];
        return this;
    }

    /// <summary>16-bit samples, row after row.</summary>
    public PngBuilder Unfiltered(ushort[] samples) => Unfiltered([.. samples.SelectMany(value => new[] { (byte)(value >> 8), (byte)value })]);

    public PngBuilder With(string type, params byte[] content)
    {
        _beforeData.Add((type, content));
        return this;
    }

    public byte[] Build() => Build(Compress(Filtered));

    /// <summary>The file with <paramref name="data"/> as its image data, whatever that is.</summary>
    public byte[] Build(byte[] data)
    {
        var file = new MemoryStream();
        file.Write(Signature);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, columns);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), rows);
        header[8] = (byte)bits;
        header[9] = (byte)colour;
        header[12] = IsInterlaced ? (byte)1 : (byte)0;
        file.Write(Chunk("IHDR", header));
        foreach (var (type, content) in _beforeData)
            file.Write(Chunk(type, content));
        foreach (var part in data.Chunk(Math.Min(DataChunk, Math.Max(1, data.Length))))
            file.Write(Chunk("IDAT", part));
        file.Write(Chunk("IEND", []));
        return file.ToArray();
    }

    public static byte[] Compress(byte[] bytes)
    {
        var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(bytes);
        return compressed.ToArray();
    }

    public static byte[] Chunk(string type, byte[] content)
    {
        byte[] chunk = [0, 0, 0, 0, .. Encoding.ASCII.GetBytes(type), .. content, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc(chunk.AsSpan(4, chunk.Length - 8)));
        return chunk;
    }

    /// <summary>The checksum bit by bit, as the standard words it.</summary>
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320u;
        }

        return ~crc;
    }
}
