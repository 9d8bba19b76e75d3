using AxSpA.Cloud.Hosting;

namespace AxSpA.Cloud.Cli.Cluster;

/// <summary>Keeps one replica running: started again after a pause whenever it ends, stopped in order at the end.</summary>
/// <param name="replica">Who it is.</param>
/// <param name="next">Describes its next start; every start has ports of its own.</param>
/// <param name="ready">Completes when the replica at a health address is ready.</param>
/// <param name="grace">How long a stopping replica may take before it is killed.</param>
internal sealed class Supervision(
    Replica replica, Func<ReplicaStart> next, Func<Uri, CancellationToken, Task> ready, ChildStarter starter, LogLines log, TimeSpan grace, TimeProvider time)
{
    /// <summary>Whose lines these are in the log.</summary>
    public const string Name = "cluster";

    private readonly TaskCompletionSource _firstReady = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when it is ready for the first time.</summary>
    public Task FirstReady => _firstReady.Task;

    /// <summary>Completes when it was told to stop and has ended.</summary>
    /// <exception cref="UsageException">Its very first start ended because of its configuration: starting it again would change nothing.</exception>
    public async Task RunAsync(CancellationToken stopping)
    {
        var ends = 0;
        for (var first = true; !stopping.IsCancellationRequested; first = false)
        {
            var start = next();
            var (status, readyFor, refusals) = await RunOnceAsync(start, stopping);
            FreePorts.GiveBack(start.Taken);
            if (stopping.IsCancellationRequested)
                return;
            if (first && status == ServiceProgram.Misconfigured)
                throw new UsageException($"expected a configuration that {replica} can run with, found: {string.Join("; ", refusals)}");
            ends = RestartPause.Count(ends, readyFor);
            var pause = RestartPause.After(ends);
            // The clock runs before anybody is told of it.
            var paused = Task.Delay(pause, time, stopping);
            log.Write(Name, $"{replica} ended with {status}, starts again in {pause.TotalSeconds:0} s");
            await Task.WhenAny(paused);
        }
    }

    /// <returns>Exit status, how long it had been ready (null where it never was), and why it refused to start if it did.</returns>
    private async Task<(int Status, TimeSpan? ReadyFor, IReadOnlyList<string> Refusals)> RunOnceAsync(ReplicaStart start, CancellationToken stopping)
    {
        var name = replica.ToString();
        var refusals = new List<string>();
        var process = await starter.StartAsync(start.Program, start.Arguments, start.Environment);
        // Nobody writes to it; an end here and now tells a program that reads it so.
        process.StandardInput.Close();
        using var child = new ChildProcess(process, line => log.Write(name, line), line =>
        {
            log.Write(name, line);
            if (line.StartsWith(replica.Service + ": ", StringComparison.Ordinal))
                refusals.Add(line[(replica.Service.Length + 2)..]);
        });
        log.Write(Name, $"{replica} started, pid {child.Id}, gRPC {Plain(start.Grpc)}, health {Plain(start.Health)}");
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var probing = ProbeAsync(start.Health, over.Token);
        if (await Task.WhenAny(child.Ended, Task.Delay(Timeout.InfiniteTimeSpan, time, stopping)) != child.Ended && !await child.StopAsync(grace))
            log.Write(Name, $"{replica} killed: it did not end within {grace.TotalSeconds:0} s");
        await over.CancelAsync();
        var readySince = await probing;
        return (await child.Ended, readySince is { } since ? time.GetElapsedTime(since) : null, refusals);
    }

    /// <returns>When it was ready; null where it ended before.</returns>
    private async Task<long?> ProbeAsync(Uri health, CancellationToken over)
    {
        try
        {
            await ready(health, over);
            _firstReady.TrySetResult();
            log.Write(Name, $"{replica} ready");
            return time.GetTimestamp();
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static string Plain(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
