using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Hosting.Commits;
using AxSpA.Cloud.Hosting.Messaging;
using AxSpA.Cloud.Hosting.Telemetry;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>Publishes from the ledger, when something may have become possible and at every tick.</summary>
internal sealed partial class Dispatcher(
    Dispatching dispatching,
    LedgerSignals signals,
    EventPublisher events,
    IOptions<LedgerOptions> options,
    IOptions<BrokerOptions> broker,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<Dispatcher> log) : BackgroundService
{
    /// <summary>A stop that others have held up leaves this much to give back what is in flight.</summary>
    private static readonly TimeSpan GiveBackLimit = TimeSpan.FromSeconds(5);

    /// <summary>Counted and not sent; what did not get through to the ledger stays here for the next time.</summary>
    private readonly HashSet<Guid> _unsent = [];

    /// <summary>Whether what is in flight is this process': until then it is what another, that was killed, left behind under suspicion.</summary>
    private bool _recovered;

    /// <summary>Gives back what is in flight. Where that fails the stop is orderly all the same: the rows stay as after a kill, and are recovered as then.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var limit = new CancellationTokenSource(GiveBackLimit);
        try
        {
            await GiveBackAsync(limit.Token);
            if (_recovered)
                await dispatching.ReleaseAsync(limit.Token);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || limit.IsCancellationRequested)
        {
            LogKept(log, failure.GetBaseException().Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.StartedAsync(stoppingToken);
        if (broker.Value.Forgets)
        {
            await dispatching.RecoverAsync(stoppingToken);
            _recovered = true;
        }

        using var tick = new PeriodicTimer(options.Value.Tick, time);
        var nextTick = tick.WaitForNextTickAsync(stoppingToken).AsTask();
        // Kept over the ticks: the channel holds on to every waiter until something is written, and nothing is while nothing is sent.
        Task? wake = null;
        while (true)
        {
            await DispatchAsync(stoppingToken);
            wake ??= signals.Dispatch.WaitToReadAsync(stoppingToken).AsTask();
            if (await Task.WhenAny(wake, nextTick) == nextTick)
            {
                if (!await nextTick)
                    return;
                nextTick = tick.WaitForNextTickAsync(stoppingToken).AsTask();
            }
            else
            {
                wake = null;
            }

            signals.Dispatch.TryRead(out _);
        }
    }

    private async Task DispatchAsync(CancellationToken cancellation)
    {
        try
        {
            // While the broker is away nothing is counted.
            await events.ReadyAsync(cancellation);
            await GiveBackAsync(cancellation);
            var dispatch = await dispatching.NextAsync(cancellation);
            signals.Looked(dispatch.Full);
            foreach (var parked in dispatch.Parked)
                signals.Ended(parked);
            await SendAsync(dispatch.Send, cancellation);
            await dispatching.Pacing.AfterAsync(dispatch.Send.Count, cancellation);
            if (dispatch.Parked.Count > 0)
                signals.WakeDispatcher();
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // Broker or database is away. Nothing is lost: what was counted and not sent is given back as soon as it can be.
            LogFailed(log, failure.GetBaseException().Message);
        }
    }

    private async Task SendAsync(IReadOnlyList<Sending> attempts, CancellationToken cancellation)
    {
        _unsent.UnionWith(attempts.Select(sending => sending.Radiograph.AnalysisId));
        foreach (var sending in attempts)
        {
            await SendAsync(sending, cancellation);
            _unsent.Remove(sending.Radiograph.AnalysisId);
        }
    }

    private async Task SendAsync(Sending sending, CancellationToken cancellation)
    {
        using var span = Spans.Continue("dispatch", sending.TraceParent)
            ?.SetTag(Spans.Analysis, sending.Radiograph.AnalysisId)
            .SetTag(Spans.Attempt, sending.Attempt);
        FirstSight.IsCurrent = sending.FirstSight;
        await events.PublishAsync(sending.Radiograph, typeof(RadiographReceived), cancellation);
        LedgerInstruments.Sent(sending.Attempt);
    }

    private async Task GiveBackAsync(CancellationToken cancellation)
    {
        if (_unsent.Count == 0)
            return;
        await dispatching.UnsentAsync(_unsent, cancellation);
        _unsent.Clear();
    }

    [LoggerMessage(2001, LogLevel.Warning, "Dispatching failed, trying again at the next tick: {Cause}")]
    private static partial void LogFailed(ILogger log, string cause);

    [LoggerMessage(2004, LogLevel.Information, "What is in flight could not be given back at the stop, the next start recovers it: {Cause}")]
    private static partial void LogKept(ILogger log, string cause);
}
