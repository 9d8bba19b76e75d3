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

    [Fact]
    public async Task Host_that_starts_while_the_broker_is_away_says_so_fails_to_publish_in_time_and_recovers_by_itself()
    {
        await using var broker = await Server.RabbitMqAsync();
        await broker.StopAsync();
        var heard = new Heard();
        var watch = Stopwatch.StartNew();
        await using var host = await BusHost.StartAsync(broker.Settings, Services.Ingestion, heard, (Limit, "00:00:02"));

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        host.Health.ShouldBe(BusHealthStatus.Unhealthy);
        watch.Restart();
        await Should.ThrowAsync<PublishTimeoutException>(() => host.Events.PublishAsync(BusHost.Registered(), typeof(ClassificationRegistered), Patience.Token));
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));

        await broker.StartAsync();
        var sent = BusHost.Registered();
        await host.PublishAsync(sent);
        (await heard.NextAsync()).Message.ShouldBe(sent);
        host.Refusal.Reason.ShouldBeNull();

        await broker.StopAsync();
        watch.Restart();
        await Should.ThrowAsync<PublishTimeoutException>(() => host.Events.PublishAsync(BusHost.Registered(), typeof(ClassificationRegistered), Patience.Token));
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Broker_killed_in_mid_traffic_loses_nothing()
    {
        const int Sent = 500;
        await using var broker = await Server.RabbitMqAsync();
        var heard = new Heard();
        var halfway = new TaskCompletionSource();
        heard.Work = (_, _) =>
        {
            if (heard.Times.Count > Sent / 2)
                halfway.TrySetResult();
            return Task.CompletedTask;
        };
        await using var listener = await BusHost.StartAsync(broker.Settings, Services.Ingestion, heard);
        await using var publisher = await BusHost.StartAsync(broker.Settings, Services.All, heard: null, (Limit, "00:00:02"));
        var ids = Enumerable.Range(1, Sent).Select(number => new Guid(number, 0, 0, new byte[8])).ToList();

        var traffic = Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Patience.Token }, async (id, cancellation) => await PublishUntilTakenAsync(publisher, id));
        await halfway.Task.WaitAsync(Patience.Token);
        await broker.KillAsync();
        await broker.StartAsync();
        await traffic;

        while (heard.Times.Count < Sent)
            await heard.NextAsync();
        heard.Times.Keys.Order().ShouldBe(ids.Order());
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
