using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Messaging;
using AxSpA.Cloud.Servers.Tests.Servers;
using AxSpA.Cloud.Tests.Contracts;
using RabbitMQ.Client;
using Shouldly;

namespace AxSpA.Cloud.Servers.Tests.Messaging;

/// <summary>The route as a fresh broker has it.</summary>
[Trait("Requirement", "BUS-01")]
public sealed class RouteOnTheBrokerTests
{
    private const string Queue = "ingestion-record-classification-registered";

    [Fact]
    public async Task Every_event_waits_on_a_fresh_broker_for_exactly_the_consumers_of_the_route_although_none_has_ever_run()
    {
        await using var broker = await Server.RabbitMqAsync();
        await using (var publisher = await BusHost.StartAsync(broker.Settings, Services.All))
        {
            foreach (var step in Route.Steps)
                await publisher.PublishAsync(Populated.Of(step.Event), step.Event);
        }

        var heard = new Heard();
        var hosts = await Task.WhenAll(Services.Each.Select(service => BusHost.StartAsync(broker.Settings, service, heard)));
        var expected = Route.Steps.SelectMany(step => step.Consumers.Select(consumer => (consumer.Service, step.Event.Name))).Order().ToList();
        var arrived = new List<(string, string)>();
        while (arrived.Count < expected.Count)
        {
            var (service, message) = await heard.NextAsync();
            arrived.Add((service, message.GetType().Name));
        }

        foreach (var host in hosts)
            await host.DisposeAsync();
        arrived.Order().ShouldBe(expected);
        await using var channel = await BrokerChannel.OpenAsync(broker.Settings);
        foreach (var consumer in Route.Steps.SelectMany(step => step.Consumers).Append(Route.Faults))
        {
            var queue = QueueName.Of(consumer.Service, consumer.Consumer);
            (await channel.GetAsync(queue)).ShouldBeNull("delivered once, and acknowledged");
            (await channel.GetAsync(queue + "_error")).ShouldBeNull();
        }
    }

    [Fact]
    public async Task Event_that_somebody_must_receive_and_no_queue_takes_is_an_error_that_names_it()
    {
        await using var broker = await Server.RabbitMqAsync();
        await using var publisher = await BusHost.StartAsync(broker.Settings, Services.All);
        await publisher.PublishAsync(BusHost.Registered());
        await using var channel = await BrokerChannel.OpenAsync(broker.Settings);
        await channel.Channel.QueueDeleteAsync(Queue, ifUnused: false, ifEmpty: false, cancellationToken: Patience.Token);

        (await Should.ThrowAsync<UnreceivedEventException>(() => publisher.PublishAsync(BusHost.Registered()))).Message.ShouldContain(nameof(ClassificationRegistered));
        await publisher.PublishAsync(Populated.Of(typeof(AnalysisEnded)), typeof(AnalysisEnded)); // whom nobody needs to receive
    }

    [Fact]
    public async Task Message_that_is_never_finished_leaves_its_queue_for_the_error_queue()
    {
        await using var broker = await Server.RabbitMqAsync();
        await using var publisher = await BusHost.StartAsync(broker.Settings, Services.All);
        await publisher.PublishAsync(BusHost.Registered());

        await using var errors = await BrokerChannel.OpenAsync(broker.Settings);
        var deliveries = 0;
        BasicGetResult? ended;
        while ((ended = await errors.GetAsync(Queue + "_error")) is null)
        {
            // Each channel that dies with the message in hand is a process that does; the broker takes it back when it takes it back.
            await using var channel = await BrokerChannel.OpenAsync(broker.Settings);
            if (await channel.GetAsync(Queue) is not null)
                deliveries++;
        }

        deliveries.ShouldBe(6);
        ended.BasicProperties.MessageId.ShouldNotBeNullOrEmpty();
    }
}
