using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Hosting.Telemetry;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AxSpA.Cloud.Hosting.Outbox;

/// <summary>Publishes what lies in a database's outbox, in order, and removes it afterwards: at least once, never lost.</summary>
internal sealed partial class OutboxPublisher<TContext>(
    Database<TContext> database,
    OutboxSignal<TContext> signal,
    IBus bus,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<OutboxPublisher<TContext>> log) : BackgroundService
    where TContext : DbContext
{
    private const int Batch = 200;

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.StartedAsync(stoppingToken);
        // What an earlier process left behind goes first.
        signal.Raise();
        while (!stoppingToken.IsCancellationRequested)
        {
            await signal.WaitAsync(stoppingToken);
            try
            {
                while (await PublishBatchAsync(stoppingToken) == Batch)
                {
                }
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

    private async Task<int> PublishBatchAsync(CancellationToken cancellation)
    {
        var waiting = await database.ReadAsync(
            context => context.Set<OutboxMessage>().OrderBy(message => message.Id).Take(Batch).ToListAsync(cancellation),
            cancellation);
        if (waiting.Count == 0)
            return 0;

        foreach (var message in waiting)
        {
            var (type, content) = OutboxEvents.Read(message);
            using var span = Spans.Continue("outbox", message.TraceParent);
            await bus.Publish(content, type, cancellation);
        }

        var published = waiting.Select(message => message.Id).ToList();
        await database.WriteAsync(
            context => context.Set<OutboxMessage>().Where(message => published.Contains(message.Id)).ExecuteDeleteAsync(cancellation),
            cancellation);
        return waiting.Count;
    }

    [LoggerMessage(1001, LogLevel.Warning, "Outbox paused, its rows stay: {Cause}")]
    private static partial void LogPaused(ILogger log, string cause);
}
