using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AxSpA.Cloud.Hosting.Database;

/// <summary>
/// Brings a service's database to the shape its code expects, before the bus starts. A file that cannot be used stops the start; a server that does
/// not answer does not: the host starts without it and this goes on trying. A server that refuses what was configured ends the host.
/// </summary>
internal sealed partial class DatabaseStart<TContext>(
    IDbContextFactory<TContext> contexts,
    Database<TContext> database,
    IDatabaseEngine engine,
    StartRefusal refusal,
    TimeProvider time,
    ILogger<DatabaseStart<TContext>> log) : BackgroundService
    where TContext : DbContext
{
    /// <summary>How long a start waits for a server that takes its time: a migration may, and then goes on beside the host.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Ends with the first try, whatever it came to.</summary>
    private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!engine.Shared)
        {
            await MigrateAsync(cancellationToken);
            return;
        }

        await base.StartAsync(cancellationToken);
        await Task.WhenAny(_tried.Task, Task.Delay(StartPatience, time, cancellationToken));
        if (refusal.Reason is { } reason)
            throw reason;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!await TryAsync(stoppingToken))
            {
                _tried.TrySetResult();
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
        finally
        {
            _tried.TrySetResult();
        }
    }

    /// <returns>Whether there is nothing left to try.</returns>
    private async Task<bool> TryAsync(CancellationToken cancellation)
    {
        try
        {
            await MigrateAsync(cancellation);
            return true;
        }
        catch (Exception failure) when (engine.RefusalOf(failure) is { } reason)
        {
            refusal.Refuse(new RefusedStartException($"{DatabaseOptions.Section}:{nameof(DatabaseOptions.ConnectionString)}", reason, failure));
            return true;
        }
        catch (Exception failure) when (engine.IsAway(failure))
        {
            LogAway(log, failure.GetBaseException().Message);
            return false;
        }
    }

    private async Task MigrateAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await engine.MigrateAsync(context, cancellation);
        database.Open();
    }

    [LoggerMessage(1011, LogLevel.Warning, "The database does not answer, trying again: {Cause}")]
    private static partial void LogAway(ILogger log, string cause);
}
