using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Ingestion;
using AxSpA.Cloud.Servers.Tests.Servers;
using AxSpA.Cloud.Tests.Reference;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Shouldly;

namespace AxSpA.Cloud.Servers.Tests.Messaging;

/// <summary>What an outage of the broker closes, and what it does not.</summary>
[Trait("Requirement", "BUS-02")]
public sealed class OpenDoorTests
{
    private const string Bus = "masstransit-bus";

    [Fact]
    public async Task Ingestion_takes_radiographs_in_while_the_broker_is_away_and_sends_them_on_when_it_is_back()
    {
        using var folder = new TemporaryFolder();
        LightModels.Write(folder["models"]);
        await using var broker = await Server.RabbitMqAsync();
        await broker.StopAsync();
        await using var replica = await Replica.StartAsync(
            new Dictionary<string, string?>(broker.Settings)
            {
                ["Hosting:ModelFolder"] = folder["models"],
                ["Ingestion:Intake:IdentityKey"] = Convert.ToBase64String(new byte[32]),
            },
            composition => composition.AddIngestion());

        (await replica.HealthAsync(Bus)).ShouldBe(HealthStatus.Degraded);
        var accepted = await replica.Services.GetRequiredService<RadiographIntake>()
            .AcceptAsync(PngImage.Encode(LightRadiographs.Draw(192, 224, seed: 1)), new Submission(), Patience.Token);
        accepted.AcceptedNow.ShouldBeTrue();

        await broker.StartAsync();

        (await replica.Published.Reader.ReadAsync(Patience.Token)).ShouldBeOfType<RadiographReceived>().AnalysisId.ShouldBe(accepted.AnalysisId);
        while (await replica.HealthAsync(Bus) != HealthStatus.Healthy)
            await Task.Delay(20, Patience.Token);
    }

    [Fact]
    public async Task Host_without_such_a_door_is_not_ready_while_the_broker_is_away()
    {
        await using var replica = await Replica.StartAsync(
            new Dictionary<string, string?>
            {
                ["Hosting:Broker:Kind"] = "RabbitMq",
                ["Hosting:Broker:Uri"] = "amqp://127.0.0.1:1/", // nobody's
                ["Hosting:Broker:User"] = "nobody",
                ["Hosting:Broker:Password"] = "nothing",
            },
            _ => { });

        (await replica.HealthAsync(Bus)).ShouldBe(HealthStatus.Unhealthy);
    }
}
