using System.IO.Compression;
using System.Runtime.InteropServices;

namespace AxSpA.Cloud.Dicom;

/// <summary>Inflates zlib data of a file, without copying it where it is an array already.</summary>
internal sealed class Inflate(ReadOnlyMemory<byte> compressed) : IDisposable
{
    private readonly ZLibStream _source = new(Open(compressed), CompressionMode.Decompress);

    /// <summary>Fills <paramref name="target"/>.</summary>
    /// <returns>Bytes written, fewer than asked for at the end of the data.</returns>
    /// <exception cref="RadiographRefusedException"><see cref="RefusalReason.Malformed"/>.</exception>
    public int Read(Span<byte> target)
    {
        try
        {
            return _source.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException complaint)
        {
            throw Damaged(complaint);
        }
        catch (IOException complaint)
        {
            // The source is memory: this is zlib asking for a preset dictionary, which neither PNG nor TIFF knows.
            throw Damaged(complaint);
        }
    }

    public void Dispose() => _source.Dispose();

    private static RadiographRefusedException Damaged(Exception complaint)
        => new(RefusalReason.Malformed, "image data that inflates", "damaged data", complaint);

    private static MemoryStream Open(ReadOnlyMemory<byte> bytes)
        => MemoryMarshal.TryGetArray(bytes, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);
}
