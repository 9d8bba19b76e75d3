using AxSpA.Cloud.Hosting.Outbox;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Hosting.Database;

/// <summary>A service's own database with its outbox.</summary>
internal static class DatabaseRegistration
{
    /// <param name="service">The owning service; names the file or the schema.</param>
    public static void AddDatabase<TContext>(this IServiceCollection services, string service)
        where TContext : DbContext
    {
        // A host may own several databases: each context's engine has the context as its key.
        services.AddKeyedSingleton(typeof(TContext), (provider, _) => EngineOf(provider, service));
        // Pooled: every context is a scope of a dozen services, and the ledger takes some twenty a radiograph.
        services.AddPooledDbContextFactory<TContext>((provider, options) =>
        {
            provider.GetRequiredKeyedService<IDatabaseEngine>(typeof(TContext)).Configure(options);
            options.AddInterceptors(provider.GetServices<IInterceptor>());
        });
        services.AddSingleton<OutboxSignal<TContext>>();
        services.AddSingleton(provider => new Database<TContext>(
            provider.GetRequiredService<IDbContextFactory<TContext>>(),
            provider.GetRequiredService<OutboxSignal<TContext>>(),
            provider.GetRequiredKeyedService<IDatabaseEngine>(typeof(TContext))));
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<DatabaseStart<TContext>>(
            provider, provider.GetRequiredKeyedService<IDatabaseEngine>(typeof(TContext))));
        services.AddHostedService<OutboxPublisher<TContext>>();
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            $"{service}-database",
            provider => ActivatorUtilities.CreateInstance<DatabaseHealth<TContext>>(provider),
            HealthStatus.Unhealthy,
            ["ready"],
            timeout: TimeSpan.FromSeconds(5)));
    }

    private static IDatabaseEngine EngineOf(IServiceProvider provider, string service)
    {
        var options = provider.GetRequiredService<IOptions<DatabaseOptions>>().Value;
        if (options.Kind == DatabaseKind.PostgreSql)
            return new PostgreSqlEngine(options.ConnectionString, service);
        var folder = provider.GetRequiredService<IOptions<HostingOptions>>().Value.DatabaseFolder;
        Directory.CreateDirectory(folder);
        return new SqliteEngine(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, service + ".db"), ForeignKeys = true }.ConnectionString);
    }
}
