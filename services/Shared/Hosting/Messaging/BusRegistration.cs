using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AxSpA.Cloud.Hosting.Messaging;

/// <summary>The one registration of the bus in a host, with the policy that every endpoint has.</summary>
internal static class BusRegistration
{
    /// <summary>Short, in process: what is still wrong afterwards goes to the error queue and, as a fault, to the ledger.</summary>
    private static readonly TimeSpan[] Retries = [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250)];

    public static void AddBus(this IServiceCollection services, IReadOnlyList<ConsumerRegistration> consumers, IConfiguration configuration)
    {
        var drainTime = configuration.GetSection(HostingOptions.Section).GetValue(nameof(HostingOptions.DrainTime), new HostingOptions().DrainTime);
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            foreach (var consumer in consumers)
                bus.AddConsumer(consumer.Consumer);
            bus.UsingInMemory((context, transport) =>
            {
                foreach (var queue in consumers.GroupBy(consumer => consumer.Queue))
                    transport.ReceiveEndpoint(queue.Key, endpoint => Configure(endpoint, context, [.. queue]));
            });
        });
        services.Configure<MassTransitHostOptions>(options =>
        {
            // Without it the first messages to a fresh broker can be lost.
            options.WaitUntilStarted = true;
            options.StopTimeout = drainTime;
            options.ConsumerStopTimeout = drainTime;
        });
    }

    private static void Configure(IReceiveEndpointConfigurator endpoint, IBusRegistrationContext context, ConsumerRegistration[] consumers)
    {
        endpoint.ConcurrentMessageLimit = consumers.Max(consumer => consumer.Concurrency);
        endpoint.UseMessageRetry(retry =>
        {
            retry.Intervals(Retries);
            retry.Ignore<IrreparableException>();
        });
        foreach (var consumer in consumers)
            endpoint.ConfigureConsumer(context, consumer.Consumer);
    }
}
