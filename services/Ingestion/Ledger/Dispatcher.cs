using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Hosting.Telemetry;
using MassTransit;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>Publishes from the ledger, when something may have become possible and at every tick.</summary>
internal sealed partial class Dispatcher(
    Dispatching dispatching,
    LedgerSignals signals,
    IBus bus,
    IOptions<LedgerOptions> options,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<Dispatcher> log) : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (options.Value.BrokerForgets)
            await dispatching.ReleaseAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.StartedAsync(stoppingToken);
        if (options.Value.BrokerForgets)
            await dispatching.RecoverAsync(stoppingToken);
        using var tick = new PeriodicTimer(options.Value.Tick, time);
        var nextTick = tick.WaitForNextTickAsync(stoppingToken).AsTask();
        while (true)
        {
            await DispatchAsync(stoppingToken);
            if (await Task.WhenAny(signals.Dispatch.WaitToReadAsync(stoppingToken).AsTask(), nextTick) == nextTick)
            {
                if (!await nextTick)
                    return;
                nextTick = tick.WaitForNextTickAsync(stoppingToken).AsTask();
            }

            signals.Dispatch.TryRead(out _);
        }
    }

    private async Task DispatchAsync(CancellationToken cancellation)
    {
        try
        {
            var dispatch = await dispatching.NextAsync(cancellation);
            foreach (var parked in dispatch.Parked)
                signals.Changed(parked);
            foreach (var sending in dispatch.Send)
                await SendAsync(sending, cancellation);
            if (dispatch.Parked.Count > 0)
                signals.WakeDispatcher();
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // Broker or database is away. Nothing is lost: what was counted and not sent passes its deadline and is sent again.
            LogFailed(log, failure.GetBaseException().Message);
        }
    }

    private async Task SendAsync(Sending sending, CancellationToken cancellation)
    {
        using var span = Spans.Continue("dispatch", sending.TraceParent)
            ?.SetTag(Spans.Analysis, sending.Radiograph.AnalysisId)
            .SetTag(Spans.Attempt, sending.Attempt);
        await bus.Publish(sending.Radiograph, cancellation);
        LedgerInstruments.Sent(sending.Attempt);
    }

    [LoggerMessage(2001, LogLevel.Warning, "Dispatching failed, trying again at the next tick: {Cause}")]
    private static partial void LogFailed(ILogger log, string cause);
}
