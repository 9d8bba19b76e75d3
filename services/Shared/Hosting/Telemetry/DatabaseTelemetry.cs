using System.Diagnostics.Metrics;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Hosting.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AxSpA.Cloud.Hosting.Telemetry;

/// <summary>Gauges of a service's own database.</summary>
internal static class DatabaseTelemetry
{
    /// <param name="service">The owning service.</param>
    public static void WatchDatabase<TContext>(this IServiceCollection services, string service)
        where TContext : DbContext
    {
        services.AddPolledGauge("axspa.outbox.depth", "{event}", "Events that wait in an outbox, by its service", provider => async cancellation =>
        {
            var depth = await provider.GetRequiredService<Database<TContext>>().ReadAsync(context => context.Set<OutboxMessage>().LongCountAsync(cancellation), cancellation);
            return [new Measurement<long>(depth, new KeyValuePair<string, object?>("service", service))];
        });
    }

    /// <summary>Adds a gauge that is asked for in the background.</summary>
    public static void AddPolledGauge(
        this IServiceCollection services,
        string name,
        string unit,
        string description,
        Func<IServiceProvider, Func<CancellationToken, Task<IReadOnlyList<Measurement<long>>>>> read)
        // AddHostedService would take the second gauge of the type for the first.
        => services.AddSingleton<IHostedService>(provider => new PolledGauge(
            name, unit, description, read(provider), provider.GetRequiredService<IHostApplicationLifetime>(), provider.GetRequiredService<TimeProvider>()));
}
