using MassTransit;

namespace AxSpA.Cloud.Hosting.Messaging;

/// <summary>Events within this process.</summary>
internal static class InMemoryTransport
{
    public static void UseInMemory(this IBusRegistrationConfigurator bus, IReadOnlyList<ConsumerRegistration> consumers)
        => bus.UsingInMemory((context, transport) =>
        {
            transport.ConfigurePublish(pipe => pipe.UseFilter<PublishContext>(new FirstSightFilter()));
            foreach (var consumer in consumers)
            {
                transport.ReceiveEndpoint(consumer.Queue, endpoint =>
                {
                    endpoint.ConcurrentMessageLimit = consumer.Concurrency;
                    // What waits is in this process' memory either way, and dies with it.
                    endpoint.UsePolicy(whenServersAreAway: EndpointPolicy.Retries);
                    endpoint.ConfigureConsumer(context, consumer.Consumer);
                });
            }
        });
}
