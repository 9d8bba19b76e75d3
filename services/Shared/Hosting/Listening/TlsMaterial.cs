using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AxSpA.Cloud.Hosting.Listening;

/// <summary>Certificate, key and client authorities as they were read from their files.</summary>
/// <param name="Certificate">With its private key, and the certificates between it and its authority.</param>
/// <param name="ClientAuthorities">Empty where callers need no certificate.</param>
internal sealed record TlsMaterial(SslStreamCertificateContext Certificate, X509Certificate2Collection ClientAuthorities)
{
    /// <exception cref="RefusedStartException">A file is missing or is not what it should be; the message names its key.</exception>
    public static TlsMaterial Read(TlsOptions options, DateTimeOffset now)
    {
        var chain = PemFile.ReadCertificates(KeyOf(nameof(TlsOptions.CertificatePath)), options.CertificatePath);
        var certificate = WithKey(chain[0], options);
        RequireValid(certificate, options, now);
        chain.RemoveAt(0);
        var authorities = options.ClientCaPath.Length > 0 ? PemFile.ReadCertificates(KeyOf(nameof(TlsOptions.ClientCaPath)), options.ClientCaPath) : [];
        return new TlsMaterial(SslStreamCertificateContext.Create(certificate, chain, offline: true), authorities);
    }

    private static X509Certificate2 WithKey(X509Certificate2 certificate, TlsOptions options)
    {
        try
        {
            return X509Certificate2.CreateFromPem(certificate.ExportCertificatePem(), PemFile.ReadText(KeyOf(nameof(TlsOptions.KeyPath)), options.KeyPath));
        }
        catch (Exception misfit) when (misfit is CryptographicException or ArgumentException)
        {
            throw Refuse(
                nameof(TlsOptions.KeyPath), $"expected the private key (PEM, not encrypted) of the certificate in {options.CertificatePath}, found another or none in {options.KeyPath}", misfit);
        }
    }

    private static void RequireValid(X509Certificate2 certificate, TlsOptions options, DateTimeOffset now)
    {
        if (now < certificate.NotBefore.ToUniversalTime() || now > certificate.NotAfter.ToUniversalTime())
        {
            throw Refuse(
                nameof(TlsOptions.CertificatePath),
                $"expected a certificate that is valid now, {Utc(now.UtcDateTime)}, found one in {options.CertificatePath} from {Utc(certificate.NotBefore)} to {Utc(certificate.NotAfter)}");
        }
    }

    private static string Utc(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static RefusedStartException Refuse(string key, string message, Exception? cause = null) => new(KeyOf(key), message, cause);

    private static string KeyOf(string key) => $"{TlsOptions.Section}:{key}";
}
