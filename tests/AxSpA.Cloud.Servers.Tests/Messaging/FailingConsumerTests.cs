using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Hosting.Messaging;
using AxSpA.Cloud.Servers.Tests.Servers;
using MassTransit;
using Shouldly;

namespace AxSpA.Cloud.Servers.Tests.Messaging;

/// <summary>Consumers that fail, wait or are stopped with an event in hand.</summary>
[Trait("Requirement", "BUS-03")]
public sealed class FailingConsumerTests
{
    private const string Queue = "ingestion-record-classification-registered";

    [Fact]
    public async Task Events_wait_in_their_queue_while_a_server_is_away_and_all_arrive_when_it_is_back()
    {
        const int Sent = 20;
        await using var broker = await Server.RabbitMqAsync();
        var away = true;
        var heard = new Heard { Work = (_, _) => Volatile.Read(ref away) ? Task.FromException(new TimeoutException("the database is away")) : Task.CompletedTask };
        await using var host = await BusHost.StartAsync(broker.Settings, Services.Ingestion, heard);
        for (var sent = 0; sent < Sent; sent++)
            await host.PublishAsync(BusHost.Registered());

        var tried = new HashSet<object>();
        for (var tries = 0; tries < 4; tries++)
            tried.Add(await heard.NextTryAsync());
        tried.Count.ShouldBe(1, "the endpoint takes nothing more while it waits");
        heard.Times.ShouldBeEmpty();
        Volatile.Write(ref away, false);

        while (heard.Times.Count < Sent)
            await heard.NextAsync();
        heard.Times.Values.ShouldAllBe(times => times == 1);
        await using var channel = await BrokerChannel.OpenAsync(broker.Settings);
        (await channel.GetAsync(Queue + "_error")).ShouldBeNull();
    }

    [Fact]
    public async Task Event_whose_consumer_gives_up_lies_in_the_error_queue_and_the_ledger_hears_of_it()
    {
        await using var broker = await Server.RabbitMqAsync();
        var heard = new Heard { Work = (message, _) => message is ClassificationRegistered ? Task.FromException(new InvalidOperationException("no such row")) : Task.CompletedTask };
        await using var host = await BusHost.StartAsync(broker.Settings, Services.Ingestion, heard);
        var sent = BusHost.Registered();
        await host.PublishAsync(sent);

        var (_, message) = await heard.NextAsync();
        var fault = message.ShouldBeAssignableTo<Fault<ClassificationRegistered>>()!;
        fault.Message.ShouldBe(sent);
        fault.Exceptions.Single().Message.ShouldBe("no such row");
        InfrastructureFault.Is(fault).ShouldBeFalse();
        await using var channel = await BrokerChannel.OpenAsync(broker.Settings);
        await channel.AwaitAsync(Queue + "_error");
    }

    [Fact]
    public async Task Event_in_hand_that_a_stopping_host_cannot_finish_goes_back_and_another_host_gets_it()
    {
        await using var broker = await Server.RabbitMqAsync();
        var stuck = new Heard { Work = (_, cancellation) => Task.Delay(Timeout.Infinite, cancellation) };
        var sent = BusHost.Registered();
        await using (var host = await BusHost.StartAsync(broker.Settings, Services.Ingestion, stuck, ("Hosting:DrainTime", "00:00:01")))
        {
            await host.PublishAsync(sent);
            await stuck.NextTryAsync();
            // Sooner than by the usual drain time.
            await host.StopAsync().WaitAsync(new HostingOptions().DrainTime, Patience.Token);
        }

        var heard = new Heard();
        await using var next = await BusHost.StartAsync(broker.Settings, Services.Ingestion, heard);
        (await heard.NextAsync()).Message.ShouldBe(sent);
        await using var channel = await BrokerChannel.OpenAsync(broker.Settings);
        (await channel.GetAsync(Queue + "_error")).ShouldBeNull();
    }
}
