using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Hosting.Edge;

namespace AxSpA.Cloud.Ingestion.Edge;

/// <summary>Gives what is owed to the sidecar, in order, until it is taken: at least once, never lost, however long the sidecar is away.</summary>
internal sealed partial class DeliverResults(
    Deliveries deliveries,
    ResultPublisher publisher,
    DeliverySignal signal,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<DeliverResults> log) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Another process may have recorded something, or died while it delivered.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.StartedAsync(stoppingToken);
        await using var tick = time.CreateTimer(_ => signal.Raise(), state: null, TimeSpan.Zero, Tick);
        var pause = FirstPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            await signal.WaitAsync(stoppingToken);
            try
            {
                while (await DeliverAsync(stoppingToken))
                    pause = FirstPause;
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                LogPaused(log, pause, failure.GetBaseException().Message);
                await Task.Delay(pause, time, stoppingToken);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                signal.Raise();
            }
        }
    }

    /// <returns>Whether something was delivered, so that more may wait.</returns>
    private async Task<bool> DeliverAsync(CancellationToken cancellation)
    {
        if (await deliveries.ClaimAsync(cancellation) is not { } claim)
            return false;
        var began = time.GetTimestamp();
        var delivered = new List<long>();
        try
        {
            foreach (var row in claim.Rows.TakeWhile(_ => time.GetElapsedTime(began) < Deliveries.Lease / 2))
            {
                await publisher.PublishAsync(row.CloudEvent!, row.TraceParent, cancellation);
                delivered.Add(row.Id);
            }
        }
        finally
        {
            // What was taken is noted even when this process is told to stop: unnoted, it would only go out twice.
            await deliveries.SettleAsync(claim, delivered, CancellationToken.None);
        }

        return true;
    }

    [LoggerMessage(2070, LogLevel.Warning, "Delivery of results paused for {Pause}, what is owed stays: {Cause}")]
    private static partial void LogPaused(ILogger log, TimeSpan pause, string cause);
}
