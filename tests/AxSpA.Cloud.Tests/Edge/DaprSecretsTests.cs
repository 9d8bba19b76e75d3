using System.Net;
using System.Net.Sockets;
using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Hosting.Identity;
using AxSpA.Cloud.Ingestion;
using AxSpA.Cloud.Tests.Reference;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;

namespace AxSpA.Cloud.Tests.Edge;

/// <summary>Secrets from the store that the sidecar opens. Against a stand-in of the runtime's gRPC service; never run on daprd.</summary>
[Trait("Requirement", "EDG-03")]
public sealed class DaprSecretsTests : IDisposable
{
    private const string Key = "Ingestion:Intake:IdentityKey";

    private static readonly string Secret = Convert.ToBase64String([.. Enumerable.Range(0, IdentityKey.Bytes).Select(number => (byte)number)]);
    private static readonly string Other = Convert.ToBase64String(new byte[IdentityKey.Bytes]);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Key_that_is_only_in_the_store_makes_the_host_start()
    {
        await using var sidecar = await SidecarStandIn.StartAsync(Store(("Ingestion--Intake--IdentityKey", Secret), ("somebody-elses", "secret")));

        await using var host = Build(sidecar.Endpoint);
        await host.StartAsync(TestContext.Current.CancellationToken);

        host.Services.GetRequiredService<IOptions<IntakeOptions>>().Value.IdentityKey.ShouldBe(Secret);
        host.Configuration["somebody-elses"].ShouldBeNull();
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_is_given_elsewhere_wins_over_the_store()
    {
        await using var sidecar = await SidecarStandIn.StartAsync(Store(("Ingestion--Intake--IdentityKey", Secret)));

        await using var host = Build(sidecar.Endpoint, (Key, Other));

        host.Configuration[Key].ShouldBe(Other);
    }

    [Fact]
    public async Task Key_that_is_nowhere_stops_the_start_and_is_named()
    {
        await using var sidecar = await SidecarStandIn.StartAsync(Store());

        Should.Throw<OptionsValidationException>(() => Build(sidecar.Endpoint)).Message.ShouldContain($"{Key}: expected");
    }

    [Fact]
    public async Task Store_that_the_sidecar_does_not_have_and_token_that_it_does_not_know_are_named()
    {
        await using var sidecar = await SidecarStandIn.StartAsync(new StandInState { Token = "right" });

        var token = Should.Throw<RefusedStartException>(() => Build(sidecar.Endpoint, ("Hosting:Dapr:ApiToken", "wrong")));
        var store = Should.Throw<RefusedStartException>(() => Build(sidecar.Endpoint, ("Hosting:Dapr:ApiToken", "right")));

        token.Message.ShouldBe("Hosting:Dapr:ApiToken: expected the token that the sidecar asks for, found another or none");
        store.Message.ShouldStartWith("Hosting:Dapr:SecretStore: expected a secret store that the sidecar opens as secrets, found InvalidArgument");
    }

    [Fact]
    public void Sidecar_that_does_not_come_up_in_time_is_named()
    {
        // Held, so that nobody else gets it, and not listened to.
        using var held = new Socket(SocketType.Stream, ProtocolType.Tcp);
        held.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var endpoint = $"http://127.0.0.1:{((IPEndPoint)held.LocalEndPoint!).Port}";

        var refusal = Should.Throw<RefusedStartException>(() => Build(endpoint, ("Hosting:Dapr:StartTimeout", "00:00:00.6")));

        refusal.Message.ShouldBe($"Hosting:Dapr:GrpcEndpoint: expected a sidecar at {endpoint} within 00:00:00.6000000, found none that answers");
    }

    [Fact]
    public async Task Key_that_two_secrets_give_is_refused()
    {
        await using var sidecar = await SidecarStandIn.StartAsync(Store(("Ingestion--Intake--IdentityKey", Secret), ("ingestion--intake--identitykey", Other)));

        Should.Throw<RefusedStartException>(() => Build(sidecar.Endpoint)).Message.ShouldContain("expected one secret of this name");
    }

    public void Dispose() => _folder.Dispose();

    private static StandInState Store(params (string Name, string Value)[] secrets) => new()
    {
        Stores = new Dictionary<string, IReadOnlyDictionary<string, string>> { ["secrets"] = secrets.ToDictionary(secret => secret.Name, secret => secret.Value) },
    };

    private WebApplication Build(string endpoint, params (string Key, string Value)[] settings)
    {
        if (!Directory.Exists(_folder["models"]))
            LightModels.Write(_folder["models"], seed: 2);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Hosting:Folder"] = _folder["work"],
            ["Hosting:ModelFolder"] = _folder["models"],
            ["Hosting:Access:Anonymous"] = "true",
            ["Hosting:Listen:GrpcPort"] = "0",
            ["Hosting:Listen:HealthPort"] = "0",
            ["Hosting:Dapr:GrpcEndpoint"] = endpoint,
            ["Hosting:Dapr:SecretStore"] = "secrets",
        });
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, pair => (string?)pair.Value));
        return ServiceProgram.Build(builder, Services.Ingestion, composition => composition.AddIngestion());
    }
}
