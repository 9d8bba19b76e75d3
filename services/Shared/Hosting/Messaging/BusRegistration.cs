using System.Globalization;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Hosting.Messaging;

/// <summary>The one registration of the bus in a host.</summary>
internal static class BusRegistration
{
    /// <summary>After the drain time: for what was not finished to go back to its queue and the connection to close.</summary>
    private static readonly TimeSpan ReturnTime = TimeSpan.FromSeconds(5);

    /// <param name="service">The host's name, by which the broker knows its connection.</param>
    /// <param name="open">Whether a door of the host takes in all the same while the broker is away: it is then ready, and says what it lacks.</param>
    public static void AddBus(this IServiceCollection services, string service, IReadOnlyList<ConsumerRegistration> consumers, bool open, IConfiguration configuration)
    {
        if (KindOf(configuration) == BrokerKind.RabbitMq)
        {
            // Before the bus, which would put words of its own around a refusal.
            services.AddSingleton<BrokerTrust>();
            services.AddHostedService<OpenAtStart<BrokerTrust>>();
        }

        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.ConfigureHealthCheckOptions(health => health.MinimalFailureStatus = open ? HealthStatus.Degraded : HealthStatus.Unhealthy);
            foreach (var consumer in consumers)
                bus.AddConsumer(consumer.Consumer);
            if (KindOf(configuration) == BrokerKind.RabbitMq)
                bus.UseRabbitMq(service, consumers);
            else
                bus.UseInMemory(consumers);
        });
        services.AddSingleton<BrokerRefusal>();
        services.AddReceiveEndpointObserver(provider => provider.GetRequiredService<BrokerRefusal>());
        if (KindOf(configuration) == BrokerKind.RabbitMq)
            services.AddBusObserver<QueueDeclaration>();
        services.AddSingleton<EventPublisher>();
        services.AddOptions<MassTransitHostOptions>().Configure<IOptions<HostingOptions>, IOptions<BrokerOptions>>((options, hosting, broker) =>
        {
            // Without it the first messages to the in-memory transport can be lost. A broker may be away, and the host starts all the same.
            options.WaitUntilStarted = broker.Value.Kind == BrokerKind.InMemory;
            options.ConsumerStopTimeout = hosting.Value.DrainTime;
            options.StopTimeout = hosting.Value.DrainTime + (broker.Value.Kind == BrokerKind.InMemory ? TimeSpan.Zero : ReturnTime);
        });
        services.Configure<HostOptions>(options =>
        {
            // Asked while the host is built, before options are checked: read here so that one that is wrong does not hide the others.
            var needed = DrainTimeOf(configuration) + (2 * ReturnTime);
            if (options.ShutdownTimeout < needed)
                options.ShutdownTimeout = needed;
        });
    }

    private static TimeSpan DrainTimeOf(IConfiguration configuration)
        => TimeSpan.TryParse(configuration[$"{HostingOptions.Section}:{nameof(HostingOptions.DrainTime)}"], CultureInfo.InvariantCulture, out var given)
            ? given
            : new HostingOptions().DrainTime;

    /// <summary>The transport is chosen before options exist; text that is no kind is refused with them.</summary>
    private static BrokerKind KindOf(IConfiguration configuration)
        => Enum.TryParse<BrokerKind>(configuration[$"{BrokerOptions.Section}:{nameof(BrokerOptions.Kind)}"], ignoreCase: true, out var kind) ? kind : BrokerKind.InMemory;
}
