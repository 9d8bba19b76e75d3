using System.Reflection;
using AxSpA.Cloud.Contracts;
using MassTransit;

namespace AxSpA.Cloud.Hosting.Messaging;

/// <summary>
/// The route in RabbitMQ: an exchange an event, a queue a consumer and, beside it, its error queue. Every process declares all of them, so
/// that an event finds the queues of its consumers even where their services have never run.
/// </summary>
internal static class RouteTopology
{
    /// <summary>
    /// Returns of a message after which it leaves its queue for the error queue. Whoever dies with a message in hand returns it, and quorum
    /// queues would hand it out for ever; a stop or a lost connection returns messages too, and none should meet so many while it waits.
    /// </summary>
    private const int DeliveryLimit = 5;

    private const string ErrorSuffix = "_error"; // MassTransit's

    private static readonly MethodInfo DeclareOne = typeof(RouteTopology).GetMethod(nameof(Declare), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static void DeclareRoute(this IRabbitMqBusFactoryConfigurator transport)
    {
        foreach (var step in Route.Steps)
            DeclareOne.MakeGenericMethod(step.Event).Invoke(null, [transport, step]);
    }

    /// <summary>Durable and replicated. RabbitMQ refuses a queue that is declared with other arguments than before, so all of them are here.</summary>
    public static void SetQuorumQueue(this IRabbitMqQueueConfigurator declaration, string queue)
    {
        declaration.SetQuorumQueue(replicationFactor: null);
        declaration.SetQueueArgument("x-delivery-limit", DeliveryLimit);
        declaration.SetQueueArgument("x-dead-letter-exchange", queue + ErrorSuffix);
    }

    private static void Declare<TEvent>(IRabbitMqBusFactoryConfigurator transport, RouteStep step)
        where TEvent : class
    {
        transport.Publish<TEvent>(topology =>
        {
            foreach (var consumer in step.Consumers)
                topology.Bind(consumer);
        });
        if (step.Consumers.Count > 0)
            transport.Publish<Fault<TEvent>>(topology => topology.Bind(Route.Faults));
        if (step.MustBeReceived)
            transport.ConfigurePublish(pipe => pipe.UseFilter(new Mandatory<TEvent>()));
    }

    private static void Bind<TEvent>(this IRabbitMqMessagePublishTopologyConfigurator<TEvent> topology, RouteConsumer consumer)
        where TEvent : class
    {
        var queue = QueueName.Of(consumer.Service, consumer.Consumer);
        var errors = queue + ErrorSuffix;
        topology.BindQueue(topology.Exchange.ExchangeName, queue, declaration => declaration.SetQuorumQueue(queue));
        // MassTransit declares an error queue with its queue's arguments.
        topology.BindQueue(errors, errors, declaration => declaration.SetQuorumQueue(queue));
    }

    /// <summary>Has the broker return what no queue takes.</summary>
    private sealed class Mandatory<TEvent> : IFilter<PublishContext<TEvent>>
        where TEvent : class
    {
        public Task Send(PublishContext<TEvent> context, IPipe<PublishContext<TEvent>> next)
        {
            context.Mandatory = true;
            return next.Send(context);
        }

        public void Probe(ProbeContext context) => context.CreateFilterScope("mandatory");
    }
}
