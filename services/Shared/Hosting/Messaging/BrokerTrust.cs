using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Hosting.Messaging;

/// <summary>
/// Which broker gets the password over TLS: one whose certificate is for the host in <see cref="BrokerOptions.Uri"/>, valid now, and from an authority
/// that is trusted. It stands in for the clients' own checks: MassTransit's takes any authority, and RabbitMQ's, once it was given a URI, any name.
/// </summary>
internal sealed class BrokerTrust
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly BrokerOptions _options;

    /// <summary>Empty where the machine's are trusted.</summary>
    private readonly X509Certificate2Collection _authorities;

    /// <exception cref="RefusedStartException">The file of authorities is not what it should be.</exception>
    public BrokerTrust(IOptions<BrokerOptions> options)
    {
        _options = options.Value;
        _authorities = _options.CaPath.Length > 0 ? PemFile.ReadCertificates(KeyOf(nameof(BrokerOptions.CaPath)), _options.CaPath) : [];
    }

    /// <summary>Decides in a handshake. A refusal is thrown, so that its reason comes through the client to <see cref="BrokerRefusal"/>.</summary>
    /// <exception cref="RefusedStartException">The broker is not trusted.</exception>
    public bool Trusts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
        => RefusalOf(certificate as X509Certificate2, chain, errors) is { } refusal ? throw refusal : true;

    private RefusedStartException? RefusalOf(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null || chain is null)
            return Refused(nameof(BrokerOptions.Uri), "expected a broker with a certificate, found one without");
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            return Refused(nameof(BrokerOptions.Uri), $"expected a broker with a certificate for {new Uri(_options.Uri).Host}, found one for another name");
        if (_authorities.Count > 0)
            return RefusalOf(certificate, chain.ChainPolicy.ExtraStore);
        return errors == SslPolicyErrors.None ? null : Untrusted("that this machine trusts, or the file of another", chain);
    }

    /// <param name="between">Certificates between it and its authority, as the broker sent them.</param>
    private RefusedStartException? RefusalOf(X509Certificate2 certificate, X509Certificate2Collection between)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.ExtraStore.AddRange(between);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        // An operator's own authority publishes no list of what it revoked.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        return chain.Build(certificate) ? null : Untrusted($"in {_options.CaPath}", chain);
    }

    private static RefusedStartException Untrusted(string authority, X509Chain chain)
        => Refused(
            nameof(BrokerOptions.CaPath),
            $"expected a broker with a certificate that is valid now and from an authority {authority}, found {string.Join(", ", chain.ChainStatus.Select(status => status.Status).Distinct())}");

    private static RefusedStartException Refused(string key, string message) => new(KeyOf(key), message);

    private static string KeyOf(string key) => $"{BrokerOptions.Section}:{key}";
}
