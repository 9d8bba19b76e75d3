using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AxSpA.Cloud.Tests.Reference;

namespace AxSpA.Cloud.Tests.Access;

/// <summary>An authority and what it signs, made for one test and written as PEM.</summary>
internal sealed class Certificates : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1", ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly TemporaryFolder _folder = new();
    private readonly X509Certificate2 _authority;

    public Certificates(string name = "authority")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        _authority = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), DateTimeOffset.UtcNow.AddYears(1));
        AuthorityPath = Write("authority.pem", _authority.ExportCertificatePem());
    }

    public X509Certificate2 Authority => _authority;

    public string AuthorityPath { get; }

    public string CertificatePath => _folder["tls.crt"];

    public string KeyPath => _folder["tls.key"];

    /// <summary>Settings of a host that speaks TLS with the certificate written last.</summary>
    public (string Key, string Value)[] Settings => [("Hosting:Tls:CertificatePath", CertificatePath), ("Hosting:Tls:KeyPath", KeyPath)];

    /// <summary>Writes a certificate for 127.0.0.1 and its key, over those before.</summary>
    /// <returns>Its serial number.</returns>
    public string WriteServer(DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        using var certificate = Issue(ServerAuthentication, from ?? DateTimeOffset.UtcNow.AddDays(-1), to ?? DateTimeOffset.UtcNow.AddDays(1));
        Write("tls.key", certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        Write("tls.crt", certificate.ExportCertificatePem());
        return certificate.SerialNumber;
    }

    public string Write(string name, string text)
    {
        File.WriteAllText(_folder[name], text);
        return _folder[name];
    }

    public X509Certificate2 IssueClient(DateTimeOffset? to = null) => Issue(ClientAuthentication, DateTimeOffset.UtcNow.AddDays(-2), to ?? DateTimeOffset.UtcNow.AddDays(1));

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    private X509Certificate2 Issue(string purpose, DateTimeOffset from, DateTimeOffset to)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical: false));
        using var signed = request.Create(_authority, from, to, RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }
}
