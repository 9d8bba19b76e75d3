using System.Text;
using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Hosting.Messaging;
using AxSpA.Cloud.Servers.Tests.Messaging;
using RabbitMQ.Client;

namespace AxSpA.Cloud.Servers.Tests.Chaos;

/// <summary>Messages that no consumer can make anything of, one in every queue of the route.</summary>
internal static class Poison
{
    private static readonly byte[] NoMessage = Encoding.UTF8.GetBytes("{\"messageId\": not even JSON");

    /// <summary>The queues that got one.</summary>
    public static async Task<IReadOnlyList<string>> PutIntoEveryQueueAsync(IReadOnlyDictionary<string, string?> settings)
    {
        var queues = Route.Steps.SelectMany(step => step.Consumers).Append(Route.Faults)
            .Select(consumer => QueueName.Of(consumer.Service, consumer.Consumer)).Distinct().ToList();
        await using var broker = await BrokerChannel.OpenAsync(settings);
        foreach (var queue in queues)
        {
            var properties = new BasicProperties { ContentType = "application/vnd.masstransit+json", Persistent = true };
            await broker.Channel.BasicPublishAsync(exchange: "", routingKey: queue, mandatory: true, properties, NoMessage);
        }

        return queues;
    }

    /// <summary>Whether one lies among the messages of a queue.</summary>
    public static async Task<bool> IsInAsync(IReadOnlyDictionary<string, string?> settings, string queue)
    {
        await using var broker = await BrokerChannel.OpenAsync(settings);
        while (await broker.GetAsync(queue) is { } message)
        {
            if (message.Body.Span.SequenceEqual(NoMessage))
                return true;
        }

        return false;
    }

    /// <summary>Messages in a queue that are ready to be consumed.</summary>
    public static async Task<uint> CountAsync(IReadOnlyDictionary<string, string?> settings, string queue)
    {
        await using var broker = await BrokerChannel.OpenAsync(settings);
        return (await broker.Channel.QueueDeclarePassiveAsync(queue)).MessageCount;
    }
}
