using System.Collections.Concurrent;
using System.Security.Cryptography;
using AxSpA.Cloud.Cli.Cluster;
using AxSpA.Cloud.Cli.Remote;
using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Hosting.Identity;
using AxSpA.Cloud.LongitudinalRisk;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace AxSpA.Cloud.Cli.Bench;

/// <summary>
/// LongitudinalRisk as its own process on a PostgreSQL of its own, started by <c>tools/servers</c>; and a second replica of it in this process, which fills the
/// database and is asked nothing.
/// </summary>
internal sealed class MeasuredRegistry : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(45);

    private readonly ConcurrentQueue<string> _said = new();
    private readonly ChildStarter _starter = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("axspa-bench-");
    private readonly byte[] _identityKey = RandomNumberGenerator.GetBytes(IdentityKey.Bytes);
    private ServerProcesses? _servers;
    private ChildProcess? _service;
    private RemoteSystem? _system;
    private WebApplication? _filling;

    private MeasuredRegistry()
    {
    }

    /// <summary>The service, over gRPC.</summary>
    public RemoteSystem System => _system!;

    /// <summary>Services of the replica in this process.</summary>
    public IServiceProvider Filling => _filling!.Services;

    /// <param name="log">Told what the servers say.</param>
    /// <exception cref="FailedRunException">PostgreSQL or the service does not start.</exception>
    public static async Task<MeasuredRegistry> StartAsync(TextWriter log, CancellationToken cancellation)
    {
        var registry = new MeasuredRegistry();
        MeasuredRegistry? started = null;
        try
        {
            registry._servers = await ServerProcesses.StartAsync(registry._starter, null, new LogLines(log, [ServerProcesses.Name]), cancellation, "postgresql");
            registry._filling = registry.FillingReplica();
            await registry._filling.StartAsync(cancellation);
            await registry.StartServiceAsync(cancellation);
            return started = registry;
        }
        finally
        {
            if (started is null)
                await registry.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _system?.Dispose();
        if (_service is not null)
        {
            await _service.StopAsync(StopsWithin);
            _service.Dispose();
        }

        if (_filling is not null)
        {
            await _filling.StopAsync(CancellationToken.None);
            await _filling.DisposeAsync();
        }

        if (_servers is not null)
            await _servers.DisposeAsync();
        _starter.Dispose();
        _folder.Delete(recursive: true);
    }

    private WebApplication FillingReplica()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var replica = new Replica(Services.LongitudinalRisk, 2);
        builder.Configuration.AddInMemoryCollection(EnvironmentOf(replica, 0, 0)
            .Where(setting => setting.Key.StartsWith(ServiceProgram.EnvironmentPrefix, StringComparison.Ordinal))
            .Select(setting => KeyValuePair.Create(CallerSettings.KeyOf(setting.Key), setting.Value)));
        builder.Logging.ClearProviders();
        return ServiceProgram.Build(builder, Services.LongitudinalRisk, composition => composition.AddLongitudinalRisk());
    }

    private async Task StartServiceAsync(CancellationToken cancellation)
    {
        var replica = new Replica(Services.LongitudinalRisk, 1);
        var (ports, program) = (FreePorts.Take(2), Path.Combine(AppContext.BaseDirectory, replica.Program));
        _service = new ChildProcess(await _starter.StartAsync(program, [], EnvironmentOf(replica, ports[0], ports[1])), _said.Enqueue, _said.Enqueue);
        using var probe = new ReadinessProbe(TimeProvider.System);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(StartsWithin);
        var ready = probe.WaitAsync(new Uri($"http://127.0.0.1:{ports[1]}"), patience.Token);
        if (await Task.WhenAny(ready, _service.Ended) != ready || ready.IsCanceled)
        {
            cancellation.ThrowIfCancellationRequested();
            await patience.CancelAsync();
            throw new FailedRunException($"expected the registry to start, found that it did not: {_said.LastOrDefault() ?? "it said nothing"}");
        }

        _system = RemoteSystem.At(new ServerAddress(new Uri($"http://127.0.0.1:{ports[0]}"), null, null, null, null));
    }

    private IReadOnlyDictionary<string, string?> EnvironmentOf(Replica replica, int grpcPort, int healthPort)
        => new ServiceEnvironment(new Dictionary<string, string>(), _servers!.Settings, _folder.FullName, _identityKey, plainLogs: false)
            .Of(replica, Path.Combine(_folder.FullName, $"{replica.Number}"), grpcPort, healthPort);
}
