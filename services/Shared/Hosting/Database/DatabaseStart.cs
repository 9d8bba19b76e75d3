using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace AxSpA.Cloud.Hosting.Database;

/// <summary>Brings a service's database to the shape its code expects, before the bus starts.</summary>
internal sealed class DatabaseStart<TContext>(IDbContextFactory<TContext> contexts) : IHostedService
    where TContext : DbContext
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        // EF Core does this where it creates the file, but the statement below has then created it already.
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = 'wal'", cancellationToken);
        // EF Core's lock on a SQLite file is a row that a killed process leaves behind, and the next start would wait for it for ever.
        // Only one process at a time works in an embedded system's folder, so whatever lock is found here is such a leftover.
        await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
