using Microsoft.Extensions.Hosting;

namespace AxSpA.Cloud.Hosting;

/// <summary>Waiting for a host to have started.</summary>
public static class HostStart
{
    /// <summary>Completes when every hosted service has started: the bus is up and its queues exist, so nothing published is lost.</summary>
    public static async Task StartedAsync(this IHostApplicationLifetime lifetime, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(lifetime);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellation);
    }
}
