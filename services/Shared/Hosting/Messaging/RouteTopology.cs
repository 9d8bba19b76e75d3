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

    /// <summary>Every queue of the route, without their error queues.</summary>
    public static IReadOnlyList<string> Queues { get; } =
        [.. Route.Steps.SelectMany(step => step.Consumers).Append(Route.Faults).Select(consumer => QueueName.Of(consumer.Service, consumer.Consumer)).Distinct()];

    public static void DeclareRoute(this IRabbitMqBusFactoryConfigurator transport)
    {
        foreach (var step in Route.Steps)
            DeclareOne.MakeGenericMethod(step.Event).Invoke(null, [transport, step]);
    }

    public static string ErrorsOf(string queue) => queue + ErrorSuffix;

    /// <summary>
    /// Durable and replicated. RabbitMQ refuses a queue that is declared with other arguments than before, so all of them are here; an error queue
    /// has its queue's, since MassTransit declares it so.
    /// </summary>
    public static Dictionary<string, object?> ArgumentsOf(string queue) => new()
    {
        ["x-queue-type"] = "quorum",
        ["x-delivery-limit"] = DeliveryLimit,
        ["x-dead-letter-exchange"] = ErrorsOf(queue),
    };

    public static void SetQuorumQueue(this IRabbitMqQueueConfigurator declaration, string queue)
    {
        foreach (var (name, value) in ArgumentsOf(queue))
            declaration.SetQueueArgument(name, value);
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
        var errors = ErrorsOf(queue);
        topology.BindQueue(topology.Exchange.ExchangeName, queue, declaration => declaration.SetQuorumQueue(queue));
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
