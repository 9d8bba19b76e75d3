using System.Collections.Concurrent;
using System.Diagnostics;
using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Hosting.Messaging;
using AxSpA.Cloud.Servers.Tests.Servers;
using AxSpA.Cloud.Tests.Reference;
using MassTransit;
using Shouldly;

namespace AxSpA.Cloud.Servers.Tests.Messaging;

/// <summary>A broker that is away, dies, or refuses.</summary>
[Trait("Requirement", "BUS-02")]
public sealed class BrokerAwayTests
{
    private const string Limit = "Hosting:Broker:PublishTimeout";

    /// <summary>Far beyond every limit that is set here, and far from never.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Host_that_starts_while_the_broker_is_away_says_so_fails_to_publish_in_time_and_recovers_by_itself()
    {
        await using var broker = await Server.RabbitMqAsync();
        await broker.StopAsync();
        var heard = new Heard();
        var watch = Stopwatch.StartNew();
        await using var host = await BusHost.StartAsync(broker.Settings, Services.Ingestion, heard, (Limit, "00:00:02"));

        watch.Elapsed.ShouldBeLessThan(Soon);
        host.Health.ShouldBe(BusHealthStatus.Unhealthy);
        watch.Restart();
        await Should.ThrowAsync<PublishTimeoutException>(() => host.Events.PublishAsync(BusHost.Registered(), typeof(ClassificationRegistered), Patience.Token));
        watch.Elapsed.ShouldBeLessThan(Soon);

        await broker.StartAsync();
        var sent = BusHost.Registered();
        await host.PublishAsync(sent);
        (await heard.NextAsync()).Message.ShouldBe(sent);
        host.Refusal.Reason.ShouldBeNull();

        await broker.StopAsync();
        watch.Restart();
        await Should.ThrowAsync<PublishTimeoutException>(() => host.Events.PublishAsync(BusHost.Registered(), typeof(ClassificationRegistered), Patience.Token));
        watch.Elapsed.ShouldBeLessThan(Soon);
    }

    [Fact]
    public async Task Broker_that_takes_the_connection_and_does_not_answer_at_the_start_is_asked_again()
    {
        await using var broker = await Server.RabbitMqAsync();
        await using var slow = new SlowBroker(broker.Settings);
        var heard = new Heard();
        await using var host = await BusHost.StartAsync(broker.Settings, Services.Ingestion, heard, ("Hosting:Broker:Uri", slow.Uri));

        var sent = BusHost.Registered();
        await host.PublishAsync(sent);

        (await heard.NextAsync()).Message.ShouldBe(sent);
        slow.Connections.ShouldBeGreaterThan(1);
        host.Refusal.Reason.ShouldBeNull();
    }

    [Fact]
    public async Task Broker_killed_in_mid_traffic_loses_nothing()
    {
        await using var broker = await Server.RabbitMqAsync();
        var heard = new Heard();
        await using var listener = await BusHost.StartAsync(broker.Settings, Services.Ingestion, heard);
        await using var publisher = await BusHost.StartAsync(broker.Settings, Services.All, heard: null, (Limit, "00:00:02"));
        var taken = new ConcurrentBag<Guid>();
        var enough = false;

        // Eight publish without a pause, before the broker dies, while it is away, and after it is back.
        var traffic = Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (!Volatile.Read(ref enough))
            {
                var id = Guid.NewGuid();
                await PublishUntilTakenAsync(publisher, id);
                taken.Add(id);
            }
        })));
        await HeardAsync(250);
        await broker.KillAsync();
        await broker.StartAsync();
        await HeardAsync(heard.Times.Count + 250);
        Volatile.Write(ref enough, true);
        await traffic;

        while (!taken.All(heard.Times.ContainsKey))
            await heard.NextAsync();

        async Task HeardAsync(int events)
        {
            while (heard.Times.Count < events)
                await heard.NextAsync();
        }
    }

    [Theory]
    [InlineData("Password", "Hosting:Broker:Password: expected the password")]
    [InlineData("Uri", "Hosting:Broker:Uri: expected a virtual host")]
    public async Task Broker_that_refuses_us_ends_the_process_with_the_key(string key, string message)
    {
        await using var broker = await Server.RabbitMqAsync();
        var (setting, value) = key == "Uri" ? ("Hosting:Broker:Uri", broker.Settings["Hosting:Broker:Uri"] + "elsewhere") : ("Hosting:Broker:Password", "not-it");
        var host = await BusHost.StartAsync(broker.Settings, Services.Ingestion, new Heard(), (setting, value));
        await using (host)
        {
            await host.StoppingAsync();
            host.Refusal.Reason.ShouldNotBeNull().Message.ShouldStartWith(message);
        }

        using var folder = new TemporaryFolder();
        string[] args =
        [
            .. broker.Settings.Select(pair => $"--{pair.Key}={pair.Value}"),
            $"--{setting}={value}",
            $"--Hosting:Folder={folder.Path}",
            "--Hosting:Listen:GrpcPort=0",
            "--Hosting:Listen:HealthPort=0",
        ];
        (await ServiceProgram.RunAsync(args, Services.Cropping, _ => { }).WaitAsync(Patience.Token)).ShouldBe(ServiceProgram.Misconfigured);
    }

    [Fact]
    public async Task Queue_that_another_release_declared_otherwise_ends_the_process_with_its_name()
    {
        await using var broker = await Server.RabbitMqAsync();
        var queue = RouteTopology.Queues[0];
        await using (var channel = await BrokerChannel.OpenAsync(broker.Settings))
            await channel.Channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, cancellationToken: Patience.Token);

        await using var host = await BusHost.StartAsync(broker.Settings, Services.Ingestion, new Heard());

        await host.StoppingAsync();
        host.Refusal.Reason.ShouldNotBeNull().Message.ShouldContain($"'{queue}'");
    }

    /// <summary>As outbox and dispatcher do: what was not confirmed is sent again.</summary>
    private static async Task PublishUntilTakenAsync(BusHost publisher, Guid id)
    {
        while (true)
        {
            try
            {
                await publisher.PublishAsync(BusHost.Registered(id));
                return;
            }
            catch (Exception failure) when (InfrastructureFault.Is(failure))
            {
                Patience.Token.ThrowIfCancellationRequested();
            }
        }
    }
}
