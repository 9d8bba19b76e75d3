using System.ComponentModel.DataAnnotations;

namespace AxSpA.Cloud.Hosting.Listening;

/// <summary>TLS of the gRPC port. Section <c>Hosting:Tls</c>. The files are read again when they change.</summary>
public sealed record TlsOptions : IValidatableObject
{
    public const string Section = HostingOptions.Section + ":Tls";

    /// <summary>PEM: the service's certificate, then those between it and its authority. Without it, gRPC is served without TLS.</summary>
    public string CertificatePath { get; init; } = "";

    /// <summary>PEM: the certificate's private key, not encrypted.</summary>
    public string KeyPath { get; init; } = "";

    /// <summary>PEM: the authorities of which callers must present a certificate (mTLS); none where it is empty. It comes on top of keys and roles.</summary>
    public string ClientCaPath { get; init; } = "";

    public bool Enabled => CertificatePath.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Enabled && KeyPath.Length + ClientCaPath.Length > 0)
            yield return new ValidationResult($"{Section}:{nameof(CertificatePath)}: expected the path of a PEM file beside {(KeyPath.Length > 0 ? nameof(KeyPath) : nameof(ClientCaPath))}, found nothing");
        if (Enabled && KeyPath.Length == 0)
            yield return new ValidationResult($"{Section}:{nameof(KeyPath)}: expected the path of a PEM file, found nothing");
    }
}
