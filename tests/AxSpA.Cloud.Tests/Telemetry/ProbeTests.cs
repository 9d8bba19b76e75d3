using System.Net;
using System.Text.Json;
using AxSpA.Cloud.Cli;
using AxSpA.Cloud.Cli.Analysis;
using AxSpA.Cloud.Cli.Embedded;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Hosting.Telemetry;
using AxSpA.Cloud.Tests.Embedded;
using AxSpA.Cloud.Tests.Ingestion;
using AxSpA.Cloud.Tests.Reference;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Shouldly;

namespace AxSpA.Cloud.Tests.Telemetry;

[Trait("Requirement", "OBS-03")]
public class ProbeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Host_lives_at_once_and_is_ready_when_its_models_have_run()
    {
        using var loaded = new ManualResetEventSlim();
        await using var intake = await GrpcIntake.StartAsync(services => services.AddSingleton(new WarmUpPart(() =>
        {
            loaded.Wait(Cancellation);
            return [];
        })));

        (await AskAsync(intake, "live")).ShouldBe((HttpStatusCode.OK, "Healthy", []));
        foreach (var probe in new[] { "startup", "ready" })
        {
            var (code, status, unwell) = await AskAsync(intake, probe);
            (code, status).ShouldBe((HttpStatusCode.ServiceUnavailable, "Unhealthy"), probe);
            unwell.ShouldBe(["models: loading"], probe);
        }

        loaded.Set();
        await intake.Services.GetRequiredService<ModelWarmUp>().Completed;

        (await AskAsync(intake, "startup")).ShouldBe((HttpStatusCode.OK, "Healthy", []));
        (await AskAsync(intake, "ready")).ShouldBe((HttpStatusCode.OK, "Healthy", []));
    }

    [Fact]
    public async Task Ready_says_of_every_part_how_it_is()
    {
        await using var intake = await GrpcIntake.StartAsync();
        await intake.Services.GetRequiredService<ModelWarmUp>().Completed;

        using var answer = await BodyAsync(intake, "ready");

        var checks = answer.RootElement.GetProperty("checks").EnumerateObject().ToDictionary(check => check.Name, check => check.Value.GetProperty("description").GetString());
        checks.Keys.ShouldBe(["host", "ingestion-database", "longitudinal-risk-database", "masstransit-bus", "models"], ignoreOrder: true);
        checks["models"].ShouldBe("segmenter light-segmenter 2, anatomy-aware light-anatomy-aware 2, standard light-standard 2");
    }

    [Fact]
    public async Task Database_that_is_gone_is_named()
    {
        await using var intake = await GrpcIntake.StartAsync(driven: false);
        await intake.Services.GetRequiredService<ModelWarmUp>().Completed;

        intake.LoseDatabase("longitudinal-risk");

        var (code, _, unwell) = await AskAsync(intake, "ready");
        code.ShouldBe(HttpStatusCode.ServiceUnavailable);
        unwell.ShouldHaveSingleItem().ShouldBe("longitudinal-risk-database: the database does not answer");
        (await AskAsync(intake, "live")).Code.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Broker_that_is_away_is_named_and_leaves_the_doors_open()
    {
        await using var intake = await GrpcIntake.StartAsync(
            driven: true,
            ("Hosting:Broker:Kind", "RabbitMq"),
            ("Hosting:Broker:Uri", "amqp://127.0.0.1:1/"), // nobody's
            ("Hosting:Broker:User", "nobody"),
            ("Hosting:Broker:Password", "nothing"));
        await intake.Services.GetRequiredService<ModelWarmUp>().Completed;

        var (code, status, unwell) = await AskAsync(intake, "ready");

        (code, status).ShouldBe((HttpStatusCode.OK, "Degraded"));
        unwell.ShouldHaveSingleItem().ShouldStartWith("masstransit-bus: ");
        using var channel = GrpcChannel.ForAddress(intake.Grpc);
        (await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest(), cancellationToken: Cancellation)).Status
            .ShouldBe(HealthCheckResponse.Types.ServingStatus.Serving);
        (await intake.SubmitAsync(EmbeddedRun.Png(seed: 1))).AcceptedNow.ShouldBeTrue();
    }

    [Fact]
    public void What_a_ready_process_goes_on_without_is_logged_as_that()
    {
        using var log = new RecordedLog();
        using var logging = LoggerFactory.Create(builder => builder.AddProvider(log));
        var readiness = new ReadinessLog(logging.CreateLogger<ReadinessLog>());

        foreach (var bus in new[] { HealthStatus.Degraded, HealthStatus.Degraded, HealthStatus.Unhealthy, HealthStatus.Healthy })
            readiness.Answered(new HealthReport(new Dictionary<string, HealthReportEntry> { ["bus"] = new(bus, "not there", TimeSpan.Zero, exception: null, data: null) }, TimeSpan.Zero));

        log.Text.Where(line => line.Contains("eady", StringComparison.Ordinal)).Select(line => line.Trim())
            .ShouldBe(["Ready, and without: bus: not there", "No longer ready: bus: not there", "Ready"]);
    }

    [Fact]
    public async Task What_a_process_waits_for_and_loses_is_logged_once_however_often_it_is_asked()
    {
        using var loaded = new ManualResetEventSlim();
        using var log = new RecordedLog();
        await using var intake = await GrpcIntake.StartAsync(
            services => services
                .AddLogging(logging => logging.AddProvider(log))
                .AddSingleton(new WarmUpPart(() =>
                {
                    loaded.Wait(Cancellation);
                    return [];
                })),
            driven: false,
            ("Logging:LogLevel:AxSpA.Cloud.Hosting.Telemetry", nameof(LogLevel.Information)));
        await AskTwiceAsync();
        loaded.Set();
        await intake.Services.GetRequiredService<ModelWarmUp>().Completed;
        await AskTwiceAsync();
        intake.LoseDatabase("longitudinal-risk");
        await AskTwiceAsync();

        log.Text.Where(line => line.Contains("eady", StringComparison.Ordinal)).Select(line => line.Trim()).ShouldBe(
        [
            "Not ready yet: models: loading",
            "Ready",
            "No longer ready: longitudinal-risk-database: the database does not answer",
        ]);

        async Task AskTwiceAsync()
        {
            await AskAsync(intake, "ready");
            await AskAsync(intake, "ready");
        }
    }

    [Fact]
    public async Task Device_that_is_missing_refuses_the_start_and_names_its_key()
    {
        using var folder = new TemporaryFolder();
        LightModels.Write(folder["models"]);
        using var work = WorkFolder.Open(folder["work"]);
        await using var host = EmbeddedHost.BuildListening(
            work, folder["models"], grpcPort: 0, healthPort: 0, [new("Inference:Device", "Cuda")], services => services.AddLogging(logging => logging.ClearProviders()));

        // Whether it is still starting or has started when the model is tried.
        (await Should.ThrowAsync<UsageException>(() => host.StartAsync(folder["models"], Cancellation))).Message.ShouldStartWith("Inference:Device: expected cuda, found none");

        host.Services.GetRequiredService<StartRefusal>().Reason.ShouldNotBeNull().Key.ShouldBe("Inference:Device");
    }

    [Fact]
    public async Task Health_port_serves_no_gRPC()
    {
        await using var intake = await GrpcIntake.StartAsync();
        using var channel = GrpcChannel.ForAddress(intake.Health);

        var call = new Cloud.Grpc.V1.Intake.IntakeClient(channel).GetAnalysisAsync(new() { AnalysisId = $"{Guid.NewGuid()}" }, cancellationToken: Cancellation);

        (await Should.ThrowAsync<RpcException>(() => call.ResponseAsync)).StatusCode.ShouldNotBe(StatusCode.NotFound);
    }

    private static async Task<(HttpStatusCode Code, string Status, string[] Unwell)> AskAsync(GrpcIntake intake, string probe)
    {
        using var http = new HttpClient { BaseAddress = intake.Health };
        using var answer = await http.GetAsync(new Uri($"/health/{probe}", UriKind.Relative), Cancellation);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation));
        var unwell = body.RootElement.GetProperty("checks").EnumerateObject()
            .Where(check => check.Value.GetProperty("status").GetString() != "Healthy")
            .Select(check => $"{check.Name}: {check.Value.GetProperty("description").GetString()}");
        return (answer.StatusCode, body.RootElement.GetProperty("status").GetString()!, [.. unwell]);
    }

    private static async Task<JsonDocument> BodyAsync(GrpcIntake intake, string probe)
    {
        using var http = new HttpClient { BaseAddress = intake.Health };
        return JsonDocument.Parse(await http.GetStringAsync(new Uri($"/health/{probe}", UriKind.Relative), Cancellation));
    }
}
