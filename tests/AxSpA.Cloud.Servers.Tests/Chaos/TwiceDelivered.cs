using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Servers.Tests.Messaging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace AxSpA.Cloud.Servers.Tests.Chaos;

/// <summary>Listens to every event of the route and publishes it once more, so that each consumer gets it twice.</summary>
internal sealed class TwiceDelivered : IAsyncDisposable
{
    private const string Queue = "twice", Mark = "second-delivery";

    private readonly BrokerChannel _broker;
    private int _repeated;

    private TwiceDelivered(BrokerChannel broker) => _broker = broker;

    /// <summary>Messages published once more.</summary>
    public int Repeated => Volatile.Read(ref _repeated);

    public static async Task<TwiceDelivered> StartAsync(IReadOnlyDictionary<string, string?> settings)
    {
        var broker = await BrokerChannel.OpenAsync(settings);
        var channel = broker.Channel;
        await channel.QueueDeclareAsync(Queue, durable: false, exclusive: true, autoDelete: true);
        foreach (var step in Route.Steps)
            await channel.QueueBindAsync(Queue, $"{step.Event.Namespace}:{step.Event.Name}", routingKey: "");
        var twice = new TwiceDelivered(broker);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += twice.RepeatAsync;
        await channel.BasicConsumeAsync(Queue, autoAck: true, consumer);
        return twice;
    }

    public ValueTask DisposeAsync() => _broker.DisposeAsync();

    private async Task RepeatAsync(object sender, BasicDeliverEventArgs delivery)
    {
        if (delivery.BasicProperties.Headers?.ContainsKey(Mark) == true)
            return;
        var properties = new BasicProperties(delivery.BasicProperties);
        properties.Headers = new Dictionary<string, object?>(properties.Headers ?? new Dictionary<string, object?>()) { [Mark] = true };
        await _broker.Channel.BasicPublishAsync(delivery.Exchange, routingKey: "", mandatory: false, properties, delivery.Body);
        Interlocked.Increment(ref _repeated);
    }
}
