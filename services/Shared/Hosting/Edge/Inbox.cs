using AxSpA.Cloud.Contracts.Edge.V1;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Blobs;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Hosting.Edge;

/// <summary>The one container that others may point into: an event from outside never makes this system read what is its own.</summary>
public sealed class Inbox(IBlobStore blobs, IOptions<DaprOptions> options)
{
    private const int LongestName = 1024;

    private readonly string _container = options.Value.InboxContainer;

    /// <summary>The bytes, equal to what the reference promises.</summary>
    /// <param name="maxBytes">Asked before anything is read.</param>
    /// <exception cref="OfferRefusedException">The reference leads elsewhere, to nothing, or to other bytes.</exception>
    public async Task<byte[]> ReadAsync(BlobReference reference, long maxBytes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(reference);
        if (reference.Container != _container)
            throw new OfferRefusedException(OfferRefusal.UnknownContainer, $"a blob of the container {_container}", "another container");
        if (!IsName(reference.Name))
            throw new OfferRefusedException(OfferRefusal.Malformed, $"a blob's name, at most {LongestName} characters in parts between '/', none of them '.' or '..', and no control character", "another");
        if (reference.Bytes > maxBytes)
            throw new OfferRefusedException(OfferRefusal.TooLarge, $"at most {maxBytes} bytes", $"{reference.Bytes}");
        var length = await blobs.LengthAsync(reference.Container, reference.Name, cancellation)
            ?? throw new OfferRefusedException(OfferRefusal.BlobMissing, "a blob of the name given", "none");
        if (length != reference.Bytes)
            throw new OfferRefusedException(OfferRefusal.OtherBytes, $"{reference.Bytes} bytes", $"{length}");
        try
        {
            return await blobs.ReadAsync(reference, cancellation);
        }
        catch (BlobMismatchException)
        {
            throw new OfferRefusedException(OfferRefusal.OtherBytes, "bytes with the SHA-256 given", "others");
        }
    }

    private static bool IsName(string name)
        => name.Length is > 0 and <= LongestName && !name.Contains('\\', StringComparison.Ordinal) && !name.Any(char.IsControl) && name.Split('/').All(part => part is not ("" or "." or ".."));
}
