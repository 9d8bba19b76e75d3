using AxSpA.Cloud.Hosting.Outbox;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Hosting.Database;

/// <summary>A service's own database with its outbox.</summary>
internal static class DatabaseRegistration
{
    /// <param name="service">The owning service; names the file.</param>
    public static void AddDatabase<TContext>(this IServiceCollection services, string service)
        where TContext : DbContext
    {
        services.AddDbContextFactory<TContext>((provider, options) =>
        {
            var folder = provider.GetRequiredService<IOptions<HostingOptions>>().Value.DatabaseFolder;
            Directory.CreateDirectory(folder);
            var connection = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, service + ".db"), ForeignKeys = true };
            options.UseSqlite(connection.ConnectionString).AddInterceptors(provider.GetServices<IInterceptor>());
        });
        services.AddSingleton<OutboxSignal<TContext>>();
        services.AddSingleton<Database<TContext>>();
        services.AddHostedService<DatabaseStart<TContext>>();
        services.AddHostedService<OutboxPublisher<TContext>>();
    }
}
