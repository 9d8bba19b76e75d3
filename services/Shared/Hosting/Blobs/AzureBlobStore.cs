using System.Runtime.InteropServices;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace AxSpA.Cloud.Hosting.Blobs;

/// <summary>Blobs in Azure Blob Storage, created once by <c>If-None-Match: *</c>; one request a write, one a read.</summary>
/// <remarks>
/// A write whose answer was lost is repeated by the client and then finds its own bytes: it says "not written", and whoever asked reads what lies
/// there, which is right whoever wrote it.
/// </remarks>
public sealed class AzureBlobStore(BlobServiceClient account) : IBlobStore
{
    /// <summary>Below this a blob is written in one request; the service takes 5,000 MiB in one.</summary>
    private const long OneRequest = 256L << 20;

    /// <summary>Creates a container where it is missing.</summary>
    public async Task CreateContainerAsync(string container, CancellationToken cancellation)
        => await AskAsync(() => account.GetBlobContainerClient(container).CreateIfNotExistsAsync(cancellationToken: cancellation), cancellation);

    public async Task<bool> CreateAsync(string container, string name, string mediaType, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            return await AskAsync(() => CreateInContainerAsync(container, name, mediaType, bytes, cancellation), cancellation);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            // The store was away, or empty, when this process started.
            await CreateContainerAsync(container, cancellation);
            return await AskAsync(() => CreateInContainerAsync(container, name, mediaType, bytes, cancellation), cancellation);
        }
    }

    public async Task<byte[]?> ReadAsync(string container, string name, CancellationToken cancellation)
    {
        var blob = BlobOf(container, name);
        return await FindAsync(
            async () =>
            {
                ReadOnlyMemory<byte> content = (await blob.DownloadContentAsync(cancellation)).Value.Content;
                return MemoryMarshal.TryGetArray(content, out var whole) && whole.Array is { } array && array.Length == whole.Count ? array : content.ToArray();
            },
            cancellation);
    }

    public async Task<long?> LengthAsync(string container, string name, CancellationToken cancellation)
    {
        var blob = BlobOf(container, name);
        return await FindAsync(async () => (long?)(await blob.GetPropertiesAsync(cancellationToken: cancellation)).Value.ContentLength, cancellation);
    }

    public async Task DeleteAsync(string container, string name, CancellationToken cancellation)
    {
        var blob = BlobOf(container, name);
        await FindAsync(async () => (bool?)await blob.DeleteIfExistsAsync(cancellationToken: cancellation), cancellation);
    }

    private async Task<bool> CreateInContainerAsync(string container, string name, string mediaType, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var options = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = mediaType },
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
            TransferOptions = new StorageTransferOptions { InitialTransferSize = OneRequest },
        };
        try
        {
            await BlobOf(container, name).UploadAsync(new BinaryData(bytes), options, cancellation);
            return true;
        }
        catch (RequestFailedException first) when (first.ErrorCode == BlobErrorCode.BlobAlreadyExists || first.ErrorCode == BlobErrorCode.ConditionNotMet)
        {
            return false;
        }
    }

    private static async Task<T?> FindAsync<T>(Func<Task<T>> ask, CancellationToken cancellation)
    {
        try
        {
            return await AskAsync(ask, cancellation);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return default;
        }
    }

    /// <summary>The client's own retries are over when it throws: what is left is the service's answer, or that there is none.</summary>
    private static async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellation)
    {
        try
        {
            return await ask();
        }
        catch (Exception failure) when (BlobsAwayException.IsAway(failure, cancellation))
        {
            throw new BlobsAwayException(failure);
        }
    }

    internal static bool IsContainer(string name)
        => name.Length > 0 && name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');

    /// <summary>A name means itself: a path that the service or a proxy would shorten is refused, as the folder store refuses it.</summary>
    private BlobClient BlobOf(string container, string name)
    {
        if (!IsContainer(container))
            throw new ArgumentException("expected a container's name of lower-case letters, digits and hyphens, found another", nameof(container));
        if (name.Split('/').Any(segment => segment is "" or "." or ".."))
            throw new ArgumentException("expected a blob name inside its container, found one that leaves it", nameof(name));
        return account.GetBlobContainerClient(container).GetBlobClient(name);
    }
}
