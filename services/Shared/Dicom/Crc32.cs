using System.Buffers.Binary;

namespace AxSpA.Cloud.Dicom;

/// <summary>The CRC of PNG chunks (ISO 3309, polynomial 0xEDB88320 reflected), eight bytes a step.</summary>
internal static class Crc32
{
    private static readonly uint[] Table = MakeTable();

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFFFFFFu;
        var table = Table.AsSpan();
        while (bytes.Length >= 8)
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = table[(int)(0x700 + (low & 0xFF))] ^ table[(int)(0x600 + ((low >> 8) & 0xFF))]
                ^ table[(int)(0x500 + ((low >> 16) & 0xFF))] ^ table[(int)(0x400 + (low >> 24))]
                ^ table[(int)(0x300 + (high & 0xFF))] ^ table[(int)(0x200 + ((high >> 8) & 0xFF))]
                ^ table[(int)(0x100 + ((high >> 16) & 0xFF))] ^ table[(int)(high >> 24)];
            bytes = bytes[8..];
        }

        foreach (var value in bytes)
            crc = (crc >> 8) ^ table[(int)((crc ^ value) & 0xFF)];
        return ~crc;
    }

    /// <summary>Entry 256·k + b: what byte b, k bytes before the end of a step, adds to the remainder.</summary>
    private static uint[] MakeTable()
    {
        var table = new uint[8 * 256];
        for (var value = 0u; value < 256; value++)
        {
            var crc = value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320u;
            table[value] = crc;
        }

        for (var at = 256; at < table.Length; at++)
            table[at] = (table[at - 256] >> 8) ^ table[table[at - 256] & 0xFF];
        return table;
    }
}
