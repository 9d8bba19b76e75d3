using System.Diagnostics;
using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Servers.Tests.Telemetry;
using AxSpA.Cloud.Tests.Reference;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Shouldly;

namespace AxSpA.Cloud.Servers.Tests.Cluster;

public sealed class ClusterTraceTests
{
    [Fact]
    [Trait("Requirement", "OBS-01")]
    public async Task One_trace_spans_all_processes_of_a_radiograph_and_every_span_has_its_parent()
    {
        using var folder = new TemporaryFolder();
        LightModels.Write(folder["models"]);
        await using var collector = await OtlpCollector.StartAsync();
        await using var servers = await ClusterServers.StartAsync();
        await using var cluster = await RunningCluster.StartAsync(folder["home"], folder["models"], [.. servers.Settings, .. collector.Settings]);
        var (trace, caller) = ($"{ActivityTraceId.CreateRandom()}", $"{ActivitySpanId.CreateRandom()}");

        await SubmitAsync(cluster.Intake, $"00-{trace}-{caller}-01");
        var spans = await collector.TraceAsync(trace, RadiographTrace.Spans);

        spans.ShouldBeTheTraceBelow(caller);
        spans.Select(span => span.Service).Distinct().ShouldBe(Cloud.Contracts.Services.Each, ignoreOrder: true);
    }

    private static async Task SubmitAsync(Uri server, string traceParent)
    {
        using var channel = GrpcChannel.ForAddress(server);
        using var call = new Intake.IntakeClient(channel).SubmitRadiograph(
            new Metadata { { "traceparent", traceParent } }, cancellationToken: TestContext.Current.CancellationToken);
        await call.RequestStream.WriteAsync(new SubmitRadiographRequest { Header = new SubmissionHeader() });
        await call.RequestStream.WriteAsync(new SubmitRadiographRequest { Chunk = ByteString.CopyFrom(PngImage.Encode(LightRadiographs.Draw(192, 224, seed: 1))) });
        await call.RequestStream.CompleteAsync();
        await call.ResponseAsync;
    }
}
