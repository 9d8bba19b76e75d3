using System.IO.Compression;
using System.Runtime.InteropServices;

namespace AxSpA.Cloud.Dicom;

/// <summary>Streams over compressed bytes of a file, without copying them where they are an array already.</summary>
internal static class Inflate
{
    public static ZLibStream ZLib(ReadOnlyMemory<byte> compressed) => new(Open(compressed), CompressionMode.Decompress);

    private static MemoryStream Open(ReadOnlyMemory<byte> bytes)
        => MemoryMarshal.TryGetArray(bytes, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);
}
