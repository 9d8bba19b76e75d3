namespace AxSpA.Cloud.Cli.Cluster;

/// <summary>All replicas together: up until told to stop, or until one of them, or the servers below them, make it pointless.</summary>
internal static class ClusterRun
{
    /// <param name="supervisions">Of every replica.</param>
    /// <param name="serversEnded">Completes when the servers end; null where they are somebody else's.</param>
    /// <param name="ready">Called once, when every replica is ready for the first time.</param>
    /// <param name="cancellation">Stops all; the task then completes when the last process has ended.</param>
    /// <exception cref="UsageException">A replica cannot run as configured.</exception>
    /// <exception cref="FailedRunException">The servers ended.</exception>
    public static async Task RunAsync(
        IReadOnlyList<Supervision> supervisions, Task<int>? serversEnded, Action ready, CancellationToken cancellation)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var told = Task.Delay(Timeout.InfiniteTimeSpan, stopping.Token);
        var runs = supervisions.Select(supervision => supervision.RunAsync(stopping.Token)).ToList();
        var over = Task.WhenAny([.. runs, .. serversEnded is null ? Array.Empty<Task>() : [serversEnded], told]);
        try
        {
            if (await Task.WhenAny(Task.WhenAll(supervisions.Select(supervision => supervision.FirstReady)), over) != over)
                ready();
            var first = await over;
            if (first == serversEnded)
                throw new FailedRunException($"expected the servers to stay, found that they ended with {await serversEnded}");
        }
        finally
        {
            await stopping.CancelAsync();
            await Task.WhenAll(runs);
        }
    }
}
