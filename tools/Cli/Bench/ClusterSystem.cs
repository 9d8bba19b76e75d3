using System.Collections.Concurrent;
using AxSpA.Cloud.Cli.Cluster;

namespace AxSpA.Cloud.Cli.Bench;

/// <summary>Every service as its own process on real servers: <c>axspa cluster up</c>, one replica each, as a child of this process.</summary>
internal sealed class ClusterSystem : IMeasuredSystem
{
    /// <summary>Beyond the drain time of its services and the stop of its servers.</summary>
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(90);

    private readonly ChildStarter _starter;
    private readonly ChildProcess _up;
    private readonly ConcurrentBag<Uri> _health;

    private ClusterSystem(ChildStarter starter, ChildProcess up, Uri server, ConcurrentBag<Uri> health)
        => (_starter, _up, Server, _health) = (starter, up, server, health);

    public string Name => "cluster";

    public Uri Server { get; }

    public IReadOnlyList<Uri> Health => [.. _health];

    /// <param name="errors">Told what the cluster says where it does not start.</param>
    /// <exception cref="FailedRunException">It does not start.</exception>
    public static async Task<ClusterSystem> StartAsync(string models, TextWriter errors, CancellationToken cancellation)
    {
        const string started = "health ", ready = "ready ";
        var starter = new ChildStarter();
        var health = new ConcurrentBag<Uri>();
        var server = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new ConcurrentQueue<string>();
        var process = await starter.StartAsync(
            Environment.ProcessPath!,
            [Path.Combine(AppContext.BaseDirectory, "axspa.dll"), "cluster", "up", "--models", models, "--port", "0"],
            new Dictionary<string, string?>());
        var up = new ChildProcess(
            process,
            line =>
            {
                if (line.StartsWith(ready, StringComparison.Ordinal))
                    server.TrySetResult(new Uri(line[ready.Length..]));
            },
            line =>
            {
                said.Enqueue(line);
                if (line.Contains(" started, pid ", StringComparison.Ordinal) && line.LastIndexOf(started, StringComparison.Ordinal) is > 0 and var at)
                    health.Add(new Uri(line[(at + started.Length)..]));
            });
        if (await Task.WhenAny(server.Task, up.Ended).WaitAsync(cancellation) == server.Task)
            return new ClusterSystem(starter, up, await server.Task, health);
        foreach (var line in said)
            await errors.WriteLineAsync(line);
        throw new FailedRunException($"expected the cluster to start, found that it ended with {await up.Ended}");
    }

    public async ValueTask DisposeAsync()
    {
        await _up.StopAsync(StopsWithin);
        _up.Dispose();
        _starter.Dispose();
    }
}
