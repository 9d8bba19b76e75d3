using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Cropping;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Hosting.Listening;
using AxSpA.Cloud.Hosting.Telemetry;
using AxSpA.Cloud.Tests.Reference;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Grpc.Reflection.V1Alpha;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Shouldly;

namespace AxSpA.Cloud.Tests.Serving;

/// <summary>What a host serves beside its own service; a key is configured and none is sent.</summary>
public class HealthServiceTests
{
    private const string Development = "Development";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Health_is_served_to_anybody_on_both_ports()
    {
        using var folder = new TemporaryFolder();
        await using var host = await StartAsync(folder, environment: null);
        using var channel = GrpcChannel.ForAddress(host.Urls.First());
        using var http = new HttpClient { BaseAddress = new Uri(host.Urls.Last()) };
        var health = new Health.HealthClient(channel);

        (await health.CheckAsync(new HealthCheckRequest(), cancellationToken: Cancellation)).Status.ShouldBe(HealthCheckResponse.Types.ServingStatus.Serving);
        (await Refused.FailureOf(health.CheckAsync(new HealthCheckRequest { Service = "unknown" }, cancellationToken: Cancellation))).StatusCode.ShouldBe(StatusCode.NotFound);
        (await http.GetStringAsync(new Uri("/health/ready", UriKind.Relative), Cancellation)).ShouldStartWith("{\"status\":\"Healthy\"");
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("Production", false)]
    [InlineData(Development, true)]
    public async Task Reflection_is_there_in_development_alone(string? environment, bool expected)
    {
        using var folder = new TemporaryFolder();
        await using var host = await StartAsync(folder, environment);
        using var channel = GrpcChannel.ForAddress(host.Urls.First());
        using var call = new ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo(cancellationToken: Cancellation);

        // Where it is refused nothing is sent: a write into a call that just ended says "cancelled" if it comes before the status does.
        if (expected)
            (await ListAsync(call)).ShouldContain("axspa.v1.Cropping");
        else
            (await Should.ThrowAsync<RpcException>(call.ResponseStream.MoveNext(Cancellation))).StatusCode.ShouldBe(StatusCode.Unimplemented);
    }

    [Theory]
    [InlineData("Hosting:Listen:GrpcPort")]
    [InlineData("Hosting:Listen:HealthPort")]
    public async Task Port_that_is_taken_is_refused_by_its_key(string key)
    {
        using var folder = new TemporaryFolder();
        await using var first = await StartAsync(folder, environment: null);
        var taken = new Uri(first.Urls.First()).Port;

        var failure = await Should.ThrowAsync<IOException>(() => StartAsync(folder, environment: null, (key, $"{taken}")));

        var options = new ListenOptions { GrpcPort = key.EndsWith(nameof(ListenOptions.GrpcPort), StringComparison.Ordinal) ? taken : 0, HealthPort = key.EndsWith(nameof(ListenOptions.HealthPort), StringComparison.Ordinal) ? taken : 0 };
        ListenRefusal.Of(failure, options)!.Message.ShouldBe($"{key}: expected a free port on 127.0.0.1, found {taken} in use");
    }

    [Fact]
    public async Task Address_of_another_machine_is_refused_by_its_key()
    {
        using var folder = new TemporaryFolder();
        var failure = await Should.ThrowAsync<Exception>(() => StartAsync(folder, environment: null, ("Hosting:Listen:Address", "192.0.2.1")));

        ListenRefusal.Of(failure, new ListenOptions { Address = "192.0.2.1" })!.Key.ShouldBe("Hosting:Listen:Address");
    }

    private static async Task<WebApplication> StartAsync(TemporaryFolder folder, string? environment, params (string Key, string Value)[] overrides)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Hosting:Folder"] = folder.Path,
            ["Hosting:Listen:GrpcPort"] = "0",
            ["Hosting:Listen:HealthPort"] = "0",
            ["Hosting:Access:Keys:0:Name"] = "somebody",
            ["Hosting:Access:Keys:0:Sha256"] = new string('a', 64),
            ["Hosting:Access:Keys:0:Roles:0"] = "Stage",
        });
        builder.Configuration.AddInMemoryCollection(overrides.ToDictionary(pair => pair.Key, pair => (string?)pair.Value));
        var host = ServiceProgram.Build(builder, Services.Cropping, composition => composition.AddCropping());
        try
        {
            await host.StartAsync(Cancellation);
            await host.WarmAsync(Cancellation);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    private static async Task<IReadOnlyList<string>> ListAsync(AsyncDuplexStreamingCall<ServerReflectionRequest, ServerReflectionResponse> call)
    {
        await call.RequestStream.WriteAsync(new ServerReflectionRequest { ListServices = "" }, Cancellation);
        (await call.ResponseStream.MoveNext(Cancellation)).ShouldBeTrue();
        return [.. call.ResponseStream.Current.ListServicesResponse.Service.Select(service => service.Name)];
    }
}
