using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Tests.Embedded;
using AxSpA.Cloud.Tests.Ingestion;
using Grpc.Core;
using Grpc.Net.Client;
using Shouldly;

namespace AxSpA.Cloud.Tests.Telemetry;

[Trait("Requirement", "OBS-03")]
public class ServiceProcessTests
{
    private const int Accepted = 2002;
    private const int Listening = 14;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Log_line_of_an_acceptance_is_JSON_in_UTC_with_its_callers_trace()
    {
        using var service = new ServiceProcess("AxSpA.Cloud.Ingestion");
        var listening = await service.LogAsync(entry => entry.GetProperty("Category").GetString() == "Microsoft.Hosting.Lifetime" && entry.GetProperty("EventId").GetInt32() == Listening);
        using var channel = GrpcChannel.ForAddress(listening.GetProperty("State").GetProperty("address").GetString()!);
        var trace = ActivityTraceId.CreateRandom();

        var accepted = await SubmitAsync(channel, $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        var line = await service.LogAsync(entry => entry.GetProperty("EventId").GetInt32() == Accepted);

        line.GetProperty("State").GetProperty("AnalysisId").GetString().ShouldBe(accepted.AnalysisId);
        line.GetProperty("Scopes").EnumerateArray().ShouldContain(scope => scope.ValueKind == JsonValueKind.Object && HasTrace(scope, trace));
        DateTimeOffset.ParseExact(line.GetProperty("Timestamp").GetString()!, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
            .ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Stage_whose_device_is_missing_ends_with_the_status_of_a_wrong_configuration_and_the_key()
    {
        using var service = new ServiceProcess("AxSpA.Cloud.Segmentation", ("Inference:Device", "Cuda"));

        var (code, errors) = await service.EndAsync();

        code.ShouldBe(ServiceProgram.Misconfigured);
        errors.ShouldStartWith("segmentation: Inference:Device: expected cuda, found none");
    }

    private static async Task<SubmitRadiographResponse> SubmitAsync(GrpcChannel channel, string traceParent)
    {
        using var call = new Intake.IntakeClient(channel).SubmitRadiograph(new Metadata { { "traceparent", traceParent } }, cancellationToken: Cancellation);
        await call.RequestStream.WriteAsync(GrpcIntake.Header(), Cancellation);
        await call.RequestStream.WriteAsync(GrpcIntake.Chunk(EmbeddedRun.Png(seed: 1)), Cancellation);
        await call.RequestStream.CompleteAsync();
        return await call.ResponseAsync;
    }

    private static bool HasTrace(JsonElement scope, ActivityTraceId trace) => scope.TryGetProperty("TraceId", out var id) && id.GetString() == trace.ToString();
}
