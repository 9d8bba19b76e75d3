using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AxSpA.Cloud.Grpc.V1;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

namespace AxSpA.Cloud.Cli.Remote;

/// <summary>A running system over gRPC.</summary>
internal sealed class RemoteSystem : IDisposable
{
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(10);

    private readonly GrpcChannel _channel;

    private RemoteSystem(Uri server, GrpcChannel channel, string? key)
    {
        Server = server;
        _channel = channel;
        var calls = channel.Intercept(metadata => WithKey(metadata, key));
        Intake = new Intake.IntakeClient(calls);
        Registry = new Cloud.Grpc.V1.LongitudinalRisk.LongitudinalRiskClient(calls);
    }

    public Uri Server { get; }

    public Intake.IntakeClient Intake { get; }

    public Cloud.Grpc.V1.LongitudinalRisk.LongitudinalRiskClient Registry { get; }

    /// <summary>Prepares the calls; nothing is sent yet.</summary>
    /// <exception cref="UsageException">A file of the address cannot be used.</exception>
    public static RemoteSystem At(ServerAddress address)
    {
        var key = address.ApiKeyFile is { } file ? ReadKey(address.Server, file) : null;
        var handler = new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            ConnectTimeout = AnswersWithin,
            // A server whose machine went away says nothing: only a ping finds out.
            KeepAlivePingDelay = TimeSpan.FromSeconds(15),
            KeepAlivePingTimeout = AnswersWithin,
            SslOptions = Tls(address),
        };
        return new RemoteSystem(address.Server, GrpcChannel.ForAddress(address.Server, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true }), key);
    }

    /// <summary>The system's own account of itself; also the way to find out whether it is there.</summary>
    /// <exception cref="FailedRunException">It does not answer.</exception>
    /// <exception cref="UsageException">It does not answer this, or not to this caller.</exception>
    public Task<GetStatusResponse> StatusAsync(CancellationToken cancellation)
        => AskAsync(options => Intake.GetStatusAsync(new GetStatusRequest(), options).ResponseAsync, cancellation);

    /// <summary>One question with one answer, asked once.</summary>
    /// <exception cref="FailedRunException">The server does not answer, or has a fault of its own.</exception>
    /// <exception cref="UsageException">It refuses.</exception>
    public async Task<T> AskAsync<T>(Func<CallOptions, Task<T>> ask, CancellationToken cancellation)
    {
        try
        {
            return await ask(new CallOptions(deadline: DateTime.UtcNow + AnswersWithin, cancellationToken: cancellation));
        }
        catch (RpcException failure)
        {
            cancellation.ThrowIfCancellationRequested();
            throw RemoteFailure.Refusal(failure, Server);
        }
    }

    public void Dispose() => _channel.Dispose();

    private static Metadata WithKey(Metadata metadata, string? key)
    {
        if (key is not null)
            metadata.Add("authorization", $"Bearer {key}");
        return metadata;
    }

    private static string ReadKey(Uri server, string file)
    {
        if (server.Scheme != Uri.UriSchemeHttps && !server.IsLoopback)
            throw new UsageException($"--server: expected https:// where a key is sent beyond this machine, found {server}");
        var key = Read(file, "--api-key-file", () => File.ReadAllText(file)).Trim();
        return key.Length > 0 && key.All(char.IsAscii) && !key.Any(char.IsWhiteSpace)
            ? key
            : throw new UsageException($"--api-key-file: expected a file that holds one key and nothing else, found {(key.Length == 0 ? "an empty one" : "other text")} in {file}");
    }

    private static SslClientAuthenticationOptions Tls(ServerAddress address)
    {
        var tls = new SslClientAuthenticationOptions();
        if (address.AuthorityFile is { } authority)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            Read(authority, "--ca", () =>
            {
                policy.CustomTrustStore.ImportFromPemFile(authority);
                return policy.CustomTrustStore.Count > 0 ? true : throw new CryptographicException("no certificate in it");
            });
            tls.CertificateChainPolicy = policy;
        }

        if (address is { CertificateFile: { } certificate, KeyFile: { } key })
            tls.ClientCertificates = [Read(certificate, "--cert", () => X509Certificate2.CreateFromPemFile(certificate, key))];
        return tls;
    }

    private static T Read<T>(string file, string option, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new UsageException($"{option}: expected a file that can be used, found {file}: {refusal.Message}");
        }
    }
}
