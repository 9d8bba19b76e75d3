using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Servers.Tests.Servers;
using Shouldly;

namespace AxSpA.Cloud.Servers.Tests.Chaos;

/// <summary>
/// A hundred radiographs a time through a cluster on real servers, and what an operations team meets at 3 a.m. happens in between: nothing may be lost,
/// nothing doubled, and every answer is the embedded system's.
/// </summary>
[Trait("Requirement", "CLU-02")]
public sealed class DisturbanceTests(DisturbedCluster system) : IClassFixture<DisturbedCluster>
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(Services.Ingestion)]
    [InlineData(Services.Segmentation)]
    [InlineData(Services.Cropping)]
    [InlineData(Services.Classification)]
    [InlineData(Services.Explanation)]
    [InlineData(Services.LongitudinalRisk)]
    public Task Service_is_killed_and_started_again(string service)
        => system.NothingIsLostDoubledOrChangedAsync(() => system.Cluster.KillAsync($"{service}/1"));

    [Fact]
    public Task Broker_is_killed_and_started_again()
        => system.NothingIsLostDoubledOrChangedAsync(async () =>
        {
            await system.Servers.Broker.KillAsync();
            await system.Servers.Broker.StartAsync();
        });

    [Fact]
    public Task Database_is_away_for_20_seconds() => system.NothingIsLostDoubledOrChangedAsync(() => AwayAsync(system.Servers.Database));

    [Fact]
    public Task Blob_store_is_away_for_20_seconds() => system.NothingIsLostDoubledOrChangedAsync(() => AwayAsync(system.Servers.Blobs));

    [Fact]
    public async Task Every_message_is_delivered_twice()
    {
        await using var twice = await TwiceDelivered.StartAsync(system.Servers.Broker.Settings);

        await system.NothingIsLostDoubledOrChangedAsync(() => Task.CompletedTask);

        // Twelve events an analysis with both routes: received, segmented, cropped, ended, and on each route classified, explained, registered.
        twice.Repeated.ShouldBeGreaterThanOrEqualTo(100 * 10);
    }

    [Fact]
    public async Task Poison_lies_in_every_queue()
    {
        IReadOnlyList<string> queues = [];

        await system.NothingIsLostDoubledOrChangedAsync(async () => queues = await Poison.PutIntoEveryQueueAsync(system.Servers.Broker.Settings));

        queues.Count.ShouldBeGreaterThan(10);
        foreach (var queue in queues)
        {
            (await Poison.CountAsync(system.Servers.Broker.Settings, queue)).ShouldBe(0u, queue);
            (await Poison.IsInAsync(system.Servers.Broker.Settings, queue + "_error")).ShouldBeTrue(queue);
        }
    }

    private static async Task AwayAsync(Server server)
    {
        await server.StopAsync();
        await Task.Delay(Outage, TestContext.Current.CancellationToken);
        await server.StartAsync();
    }
}
