using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Hosting.Listening;

/// <summary>What a handshake needs, read again when a file holds something else: an operator renews certificates while the service runs.</summary>
internal sealed partial class TlsFiles
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly TlsOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<TlsFiles> _log;
    private readonly Lock _reading = new();
    private (string State, TlsMaterial Material) _current;

    /// <exception cref="RefusedStartException">The files are not what they should be.</exception>
    public TlsFiles(IOptions<TlsOptions> options, TimeProvider time, ILogger<TlsFiles> log)
    {
        (_options, _time, _log) = (options.Value, time, log);
        _current = (StateOf(_options), TlsMaterial.Read(_options, time.GetUtcNow()));
    }

    /// <summary>A handshake with what the files hold now; where that is broken, with what they held before.</summary>
    public SslServerAuthenticationOptions Handshake() => HandshakeOf(Newest());

    private TlsMaterial Newest()
    {
        var state = StateOf(_options);
        lock (_reading)
        {
            if (state == _current.State)
                return _current.Material;
            try
            {
                var material = TlsMaterial.Read(_options, _time.GetUtcNow());
                _current = (state, material);
                Renewed(material.Certificate.TargetCertificate.NotAfter.ToUniversalTime());
            }
            catch (RefusedStartException refusal)
            {
                // Said once a change, not once a handshake: a file that is half written changes again.
                _current = (state, _current.Material);
                Kept(refusal.Message);
            }

            return _current.Material;
        }
    }

    private static SslServerAuthenticationOptions HandshakeOf(TlsMaterial material)
    {
        var handshake = new SslServerAuthenticationOptions { ServerCertificateContext = material.Certificate };
        if (material.ClientAuthorities.Count == 0)
            return handshake;
        handshake.ClientCertificateRequired = true;
        handshake.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            // An operator's own authority publishes no list of what it revoked; it gives out short-lived certificates.
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        handshake.CertificateChainPolicy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        handshake.CertificateChainPolicy.CustomTrustStore.AddRange(material.ClientAuthorities);
        return handshake;
    }

    /// <summary>A digest of what the files hold. Kubernetes renews by turning a link, and clocks are coarse: neither names nor times would tell.</summary>
    private static string StateOf(TlsOptions options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in new[] { options.CertificatePath, options.KeyPath, options.ClientCaPath }.Where(path => path.Length > 0))
        {
            try
            {
                hash.AppendData(SHA256.HashData(File.ReadAllBytes(path)));
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                hash.AppendData([0]);
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    [LoggerMessage(1520, LogLevel.Information, "TLS certificate read again, valid until {NotAfter:u}")]
    private partial void Renewed(DateTime notAfter);

    [LoggerMessage(1521, LogLevel.Error, "TLS files changed to something unusable, the earlier certificate stays: {Reason}")]
    private partial void Kept(string reason);
}
