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
        await context.Database.MigrateAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
