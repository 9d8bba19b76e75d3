using System.Diagnostics;
using AxSpA.Cloud.Hosting.Messaging;
using MassTransit;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Hosting.Telemetry;

/// <summary>The messaging metrics under the names that OpenTelemetry's conventions give them; MassTransit's own have others.</summary>
internal sealed class BusMetrics(IOptions<BrokerOptions> broker, TimeProvider time) : IPublishObserver, IReceiveObserver, IConsumeObserver
{
    private readonly string _system = broker.Value.Kind == BrokerKind.RabbitMq ? "rabbitmq" : "in_memory";

    public Task PrePublish<T>(PublishContext<T> context)
        where T : class
    {
        context.GetOrAddPayload(() => new Started(Stopwatch.GetTimestamp()));
        return Task.CompletedTask;
    }

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class
        => Published(context, failure: null);

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class
        => Published(context, exception);

    public Task PreConsume<T>(ConsumeContext<T> context)
        where T : class
    {
        // Two machines' clocks may differ by more than a message waited.
        if (context.SentTime is { } sent)
            Instruments.QueueWait.Record(Math.Max(0, (time.GetUtcNow() - sent).TotalSeconds), new KeyValuePair<string, object?>("queue", LastPart(context.ReceiveContext.InputAddress)));
        return Task.CompletedTask;
    }

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class
        => Consumed(context, duration, failure: null);

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class
        => Consumed(context, duration, exception);

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

    public Task ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context)
        where T : class
        => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, Exception exception)
        where T : class
        => Task.CompletedTask;

    private Task Published<T>(PublishContext<T> context, Exception? failure)
        where T : class
    {
        var tags = TagsOf(context.DestinationAddress, "publish", "send", failure);
        Instruments.MessagesSent.Add(1, tags);
        if (context.TryGetPayload<Started>(out var started))
            Instruments.MessagingOperation.Record(Stopwatch.GetElapsedTime(started.Timestamp).TotalSeconds, tags);
        return Task.CompletedTask;
    }

    private Task Consumed<T>(ConsumeContext<T> context, TimeSpan duration, Exception? failure)
        where T : class
    {
        var tags = TagsOf(context.ReceiveContext.InputAddress, "consume", "process", failure);
        Instruments.MessagesConsumed.Add(1, tags);
        Instruments.MessagingProcess.Record(duration.TotalSeconds, tags);
        return Task.CompletedTask;
    }

    private TagList TagsOf(Uri? destination, string operation, string type, Exception? failure)
    {
        var tags = new TagList
        {
            { "messaging.system", _system },
            { "messaging.destination.name", LastPart(destination) },
            { "messaging.operation.name", operation },
            { "messaging.operation.type", type },
        };
        if (failure is not null)
            tags.Add("error.type", failure.GetType().Name);
        return tags;
    }

    /// <summary>Queue or exchange, without the broker's address in front.</summary>
    private static string LastPart(Uri? address) => address is null ? "" : Uri.UnescapeDataString(address.Segments[^1]);

    private sealed record Started(long Timestamp);
}
