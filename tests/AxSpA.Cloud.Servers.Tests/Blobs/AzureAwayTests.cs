using System.Diagnostics;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Hosting.Messaging;
using AxSpA.Cloud.Servers.Tests.Messaging;
using AxSpA.Cloud.Servers.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Shouldly;

namespace AxSpA.Cloud.Servers.Tests.Blobs;

[Trait("Requirement", "DAT-03")]
public sealed class AzureAwayTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Container = "radiographs";

    [Fact]
    public async Task Store_that_is_away_says_so_within_seconds_and_holds_what_it_held_when_it_is_back()
    {
        var blobs = azurite.Open();
        await blobs.CreateAsync(Container, "kept", "x/y", new byte[] { 1 }, Patience.Token);

        await azurite.Server.StopAsync();
        var watch = Stopwatch.StartNew();
        var away = await Should.ThrowAsync<BlobsAwayException>(() => blobs.ReadAsync(Container, "kept", Patience.Token));
        await Should.ThrowAsync<BlobsAwayException>(() => blobs.CreateAsync(Container, "new", "x/y", new byte[] { 2 }, Patience.Token));
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60), "far beyond both questions' limits");
        InfrastructureFault.Is(away).ShouldBeTrue();

        await azurite.Server.StartAsync();
        (await blobs.ReadAsync(Container, "kept", Patience.Token)).ShouldBe([1]);
        (await blobs.CreateAsync(Container, "new", "x/y", new byte[] { 2 }, Patience.Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task Host_starts_without_the_store_is_not_ready_and_is_when_the_store_is_back()
    {
        await azurite.Server.StopAsync();
        await using var host = await Replica.StartAsync(azurite.Settings, _ => { });
        (await host.HealthAsync("blobs")).ShouldBe(HealthStatus.Unhealthy);

        await azurite.Server.StartAsync();

        (await host.HealthAsync("blobs")).ShouldBe(HealthStatus.Healthy);
        (await host.Services.GetRequiredService<IBlobStore>().CreateAsync(Container, "after", "x/y", new byte[] { 1 }, Patience.Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task Wrong_key_stops_the_start_and_the_message_names_the_setting()
    {
        var settings = azurite.Settings.ToDictionary();
        var key = azurite.Options.ConnectionString.Split(';').Single(part => part.StartsWith("AccountKey=", StringComparison.Ordinal));
        settings["Hosting:Blobs:ConnectionString"] = azurite.Options.ConnectionString.Replace(key, "AccountKey=" + Convert.ToBase64String(new byte[64]), StringComparison.Ordinal);

        var refused = await Should.ThrowAsync<RefusedStartException>(() => Replica.StartAsync(settings, _ => { }));

        refused.Key.ShouldBe("Hosting:Blobs:ConnectionString");
        refused.Message.ShouldNotContain("AccountKey");
    }
}
