using System.ComponentModel.DataAnnotations;

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

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Kind != BlobStoreKind.Azure)
            yield break;
        if ((ConnectionString.Length == 0) == (ServiceUri.Length == 0))
        {
            yield return new ValidationResult(
                $"{Section}:{nameof(ConnectionString)}: expected a connection string or {Section}:{nameof(ServiceUri)}, found {(ServiceUri.Length == 0 ? "neither" : "both")}");
        }
        else if (ServiceUri.Length > 0 && (!Uri.TryCreate(ServiceUri, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps))
        {
            yield return new ValidationResult($"{Section}:{nameof(ServiceUri)}: expected https://account.blob.core.windows.net, found {ServiceUri}");
        }
    }
}
