using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Hosting.Messaging;
using AxSpA.Cloud.Hosting.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AxSpA.Cloud.Hosting.Outbox;

/// <summary>Publishes what lies in a database's outbox, in order, and removes it afterwards: at least once, never lost.</summary>
internal sealed partial class OutboxPublisher<TContext>(
    Database<TContext> database,
    OutboxSignal<TContext> signal,
    EventPublisher events,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<OutboxPublisher<TContext>> log) : BackgroundService
    where TContext : DbContext
{
    private const int Batch = 200;

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    /// <summary>How often a publisher looks unasked where several processes share the outbox.</summary>
    private static readonly TimeSpan LookAtLeast = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a batch is published before what went out is removed: a broker that confirms slowly must not keep a transaction open for as long as the
    /// server lets it be idle (PostgreSqlEngine), or the same events would go out for ever.
    /// </summary>
    private static readonly TimeSpan LongestBatch = TimeSpan.FromSeconds(30);

    /// <summary>Events a second from which on they are published in groups.</summary>
    private const int Busy = 10;

    private readonly TurnPacing _pacing = database.Pacing(Busy);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.StartedAsync(stoppingToken);
        await database.ReadyAsync(stoppingToken);
        // What an earlier process left behind goes first.
        signal.Raise();
        while (!stoppingToken.IsCancellationRequested)
        {
            await WakeAsync(stoppingToken);
            await events.ReadyAsync(stoppingToken);
            try
            {
                int published;
                // A full batch is a group already: after an outage the next follows at once.
                while ((published = await PublishBatchAsync(stoppingToken)) == Batch)
                {
                }

                await _pacing.AfterAsync(published, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // The rows are still there: wait for broker or database to come back and go on.
                LogPaused(log, failure.GetBaseException().Message);
                await Task.Delay(PauseAfterFailure, time, stoppingToken);
                signal.Raise();
            }
        }
    }

    /// <summary>Waits for a transaction of this process that publishes; what a replica left behind that will not come back is found by looking.</summary>
    private async Task WakeAsync(CancellationToken cancellation)
    {
        if (!database.Shared)
        {
            await signal.WaitAsync(cancellation);
            return;
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(signal.WaitAsync(ended.Token), Task.Delay(LookAtLeast, time, ended.Token));
        await ended.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }

    private Task<int> PublishBatchAsync(CancellationToken cancellation)
        => database.Shared ? PublishBatchAloneAsync(cancellation) : PublishBatchBesideWritersAsync(cancellation);

    /// <summary>
    /// Of several processes one publishes at a time, so that order is kept and nothing goes out twice. The transaction stays open meanwhile: it holds
    /// back no other writer, and a process that dies in it, or fails to publish, leaves the rows where they were.
    /// </summary>
    private Task<int> PublishBatchAloneAsync(CancellationToken cancellation)
        => database.WriteAsync(
            "outbox",
            async context =>
            {
                var published = await PublishAsync(await WaitingAsync(context, cancellation), cancellation);
                await RemoveAsync(context, published, cancellation);
                return published.Count;
            },
            cancellation);

    /// <summary>In a database with one writer no transaction waits for the broker.</summary>
    private async Task<int> PublishBatchBesideWritersAsync(CancellationToken cancellation)
    {
        var published = await PublishAsync(await database.ReadAsync(context => WaitingAsync(context, cancellation), cancellation), cancellation);
        if (published.Count > 0)
            await database.WriteAsync(context => RemoveAsync(context, published, cancellation), cancellation);
        return published.Count;
    }

    private static Task<List<OutboxMessage>> WaitingAsync(TContext context, CancellationToken cancellation)
        => context.Set<OutboxMessage>().AsNoTracking().OrderBy(message => message.Id).Take(Batch).ToListAsync(cancellation);

    /// <returns>What went out before the time was up; the rest is looked for at once.</returns>
    private async Task<List<long>> PublishAsync(List<OutboxMessage> waiting, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var published = new List<long>(waiting.Count);
        foreach (var message in waiting.TakeWhile(_ => time.GetElapsedTime(began) < LongestBatch))
        {
            var (type, content) = OutboxEvents.Read(message);
            using var span = Spans.Continue("outbox", message.TraceParent);
            await events.PublishAsync(content, type, cancellation);
            published.Add(message.Id);
        }

        if (published.Count < waiting.Count)
            signal.Raise();
        return published;
    }

    private static Task RemoveAsync(TContext context, List<long> published, CancellationToken cancellation)
        => published.Count == 0
            ? Task.CompletedTask
            : context.Set<OutboxMessage>().Where(message => published.Contains(message.Id)).ExecuteDeleteAsync(cancellation);

    [LoggerMessage(1001, LogLevel.Warning, "Outbox paused, its rows stay: {Cause}")]
    private static partial void LogPaused(ILogger log, string cause);
}
