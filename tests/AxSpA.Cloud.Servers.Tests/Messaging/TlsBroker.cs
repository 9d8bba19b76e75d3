using AxSpA.Cloud.Servers.Tests.Servers;
using AxSpA.Cloud.Tests.Access;

namespace AxSpA.Cloud.Servers.Tests.Messaging;

/// <summary>A broker that speaks TLS with a certificate for 127.0.0.1, from an authority of its own.</summary>
public sealed class TlsBroker : IAsyncLifetime
{
    private readonly Certificates _certificates = new();
    private Server? _server;

    internal IReadOnlyDictionary<string, string?> Settings => _server!.Settings;

    /// <summary>PEM of the authority.</summary>
    internal string AuthorityPath => _certificates.AuthorityPath;

    public async ValueTask InitializeAsync()
    {
        _certificates.WriteServer();
        _server = await Server.RabbitMqAsync(_certificates);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _certificates.Dispose();
    }
}
