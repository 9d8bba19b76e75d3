using System.Security.Authentication;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Hosting.Messaging;

/// <summary>Events through RabbitMQ: durable, in quorum queues, each publish confirmed.</summary>
internal static class RabbitMqTransport
{
    /// <summary>A peer that died without closing its connection is missed after two of them.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    public static void UseRabbitMq(this IBusRegistrationConfigurator bus, string service, IReadOnlyList<ConsumerRegistration> consumers)
        => bus.UsingRabbitMq((context, transport) =>
        {
            var broker = context.GetRequiredService<IOptions<BrokerOptions>>().Value;
            transport.Connect(broker, service, context.GetRequiredService<BrokerTrust>());
            transport.DeclareRoute();
            transport.ConfigurePublish(pipe => pipe.UseFilter<PublishContext>(new FirstSightFilter()));
            // Before anything is consumed; each first publish of an event declares what belongs to it once more.
            transport.DeployPublishTopology = true;
            var confirmed = new ConfirmedPublish(broker.PublishTimeout);
            foreach (var consumer in consumers)
                transport.ReceiveEndpoint(consumer.Queue, endpoint => Configure(endpoint, context, consumer, broker.Concurrency, confirmed));
        });

    private static void Connect(this IRabbitMqBusFactoryConfigurator transport, BrokerOptions broker, string service, BrokerTrust trust)
    {
        var uri = new Uri(broker.Uri);
        transport.Host(uri, service, host =>
        {
            host.Username(broker.User);
            host.Password(broker.Password);
            host.Heartbeat(Heartbeat);
            host.RequestedConnectionTimeout(ConnectLimit);
            host.PublisherConfirmation = true;
            if (uri.Scheme == "amqps")
            {
                host.UseSsl(tls =>
                {
                    // None leaves the choice of the protocol's version to the operating system.
                    tls.Protocol = SslProtocols.None;
                    tls.CertificateValidationCallback = trust.Trusts;
                });
            }
        });
    }

    private static void Configure(
        IRabbitMqReceiveEndpointConfigurator endpoint,
        IBusRegistrationContext context,
        ConsumerRegistration consumer,
        int? concurrency,
        ConfirmedPublish confirmed)
    {
        endpoint.ConfigureConsumeTopology = false; // the route's is declared by every process
        endpoint.ConcurrentMessageLimit = concurrency ?? consumer.Concurrency;
        endpoint.PrefetchCount = Math.Max(consumer.Prefetch, concurrency ?? consumer.Concurrency);
        endpoint.SetQuorumQueue(consumer.Queue);
        endpoint.UseFilter(new ConfirmedPublishFilter(confirmed));
        endpoint.UsePolicy(EndpointPolicy.WaitsForServers);
        endpoint.ConfigureConsumer(context, consumer.Consumer);
    }
}
