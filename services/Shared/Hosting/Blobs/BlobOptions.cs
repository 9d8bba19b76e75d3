using System.ComponentModel.DataAnnotations;
using Azure.Storage.Blobs;

namespace AxSpA.Cloud.Hosting.Blobs;

/// <summary>The blob store. Section <c>Hosting:Blobs</c>.</summary>
public sealed record BlobOptions : IValidatableObject
{
    public const string Section = HostingOptions.Section + ":Blobs";

    public BlobStoreKind Kind { get; init; }

    /// <summary>The account's connection string, a secret; or give <see cref="ServiceUri"/>.</summary>
    public string ConnectionString { get; init; } = "";

    /// <summary><c>https://account.blob.core.windows.net</c>: the process' managed identity signs in.</summary>
    public string ServiceUri { get; init; } = "";

    /// <summary>Bytes of blobs read from <see cref="BlobStoreKind.Azure"/> that a process keeps at most, for stages that need a picture twice; 0 keeps none.</summary>
    [Range(0, 16L << 30, ErrorMessage = Section + ":CacheBytes: expected 0 to 16 GiB, in bytes")]
    public long CacheBytes { get; init; } = 64L << 20;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Kind != BlobStoreKind.Azure)
            yield break;
        if ((ConnectionString.Length == 0) == (ServiceUri.Length == 0))
        {
            yield return new ValidationResult(
                $"{Section}:{nameof(ConnectionString)}: expected a connection string or {Section}:{nameof(ServiceUri)}, found {(ServiceUri.Length == 0 ? "neither" : "both")}");
        }
        else if (ConnectionString.Length > 0 && !IsConnectionString(ConnectionString))
        {
            // What is wrong may quote the string, which is a secret.
            yield return new ValidationResult(
                $"{Section}:{nameof(ConnectionString)}: expected AccountName=…;AccountKey=…;BlobEndpoint=… or the like, found a string of another form");
        }
        else if (ServiceUri.Length > 0 && (!Uri.TryCreate(ServiceUri, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps))
        {
            yield return new ValidationResult($"{Section}:{nameof(ServiceUri)}: expected https://account.blob.core.windows.net, found {ServiceUri}");
        }
    }

    private static bool IsConnectionString(string text)
    {
        try
        {
            _ = new BlobServiceClient(text);
            return true;
        }
        catch (Exception malformed) when (malformed is FormatException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
