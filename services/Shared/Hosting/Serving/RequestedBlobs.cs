using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Blobs;

namespace AxSpA.Cloud.Hosting.Serving;

/// <summary>Reads the blobs that a call names; what is wrong with one is said by the field that names it.</summary>
public sealed class RequestedBlobs(IBlobStore blobs)
{
    /// <summary>The blob as <paramref name="decode"/> understands it.</summary>
    /// <param name="field">The request's field.</param>
    /// <param name="blob">A checked reference.</param>
    /// <param name="decode">Throws <see cref="InvalidDataException"/> where the bytes are not what they should be.</param>
    /// <exception cref="BlobMismatchException">Other bytes than the reference's lie there.</exception>
    public async Task<T> ReadAsync<T>(string field, BlobReference blob, Func<byte[], T> decode, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(blob);
        ArgumentNullException.ThrowIfNull(decode);
        if (await blobs.LengthAsync(blob.Container, blob.Name, cancellation) is null)
            throw Refusals.NotFound($"{field}: expected a blob {blob.Name}, found none");
        var bytes = await blobs.ReadAsync(blob, cancellation);
        try
        {
            return decode(bytes);
        }
        catch (InvalidDataException refusal)
        {
            throw Refusals.InvalidArgument(field, refusal.Message);
        }
    }
}
