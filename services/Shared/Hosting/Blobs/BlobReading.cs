using System.Security.Cryptography;
using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.Hosting.Blobs;

/// <summary>Reading and checking what a <see cref="BlobReference"/> names.</summary>
public static class BlobReading
{
    /// <summary>The reference that bytes have under a name.</summary>
    public static BlobReference Describe(string container, string name, string mediaType, ReadOnlySpan<byte> bytes) => new()
    {
        Container = container,
        Name = name,
        MediaType = mediaType,
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
        Bytes = bytes.Length,
    };

    /// <summary>The bytes, equal to what the reference promises.</summary>
    /// <exception cref="BlobMismatchException">Nothing lies there, or other bytes do.</exception>
    public static async Task<byte[]> ReadAsync(this IBlobStore blobs, BlobReference reference, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(blobs);
        ArgumentNullException.ThrowIfNull(reference);
        var bytes = await blobs.ReadAsync(reference.Container, reference.Name, cancellation)
            ?? throw new BlobMismatchException(reference, "nothing");
        var found = Describe(reference.Container, reference.Name, reference.MediaType, bytes);
        return found.Sha256 == reference.Sha256
            ? bytes
            : throw new BlobMismatchException(reference, $"{found.Bytes} bytes with SHA-256 {found.Sha256}");
    }

    /// <summary>Whether bytes of the promised length lie under the reference's name; the digest is checked when they are read.</summary>
    public static async Task<bool> ExistsAsync(this IBlobStore blobs, BlobReference reference, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(blobs);
        ArgumentNullException.ThrowIfNull(reference);
        return await blobs.LengthAsync(reference.Container, reference.Name, cancellation) == reference.Bytes;
    }
}
