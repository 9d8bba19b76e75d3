using System.Diagnostics;
using AxSpA.Cloud.Cli.Analysis;
using AxSpA.Cloud.Cli.Embedded;
using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Tests.Reference;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;

namespace AxSpA.Cloud.Servers.Tests.Telemetry;

public class OtlpCollectorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Collector_gets_the_whole_trace_that_a_host_sends_and_of_which_service_it_is()
    {
        using var folder = new TemporaryFolder();
        LightModels.Write(folder["models"], seed: 2);
        await using var collector = await OtlpCollector.StartAsync();
        using var work = WorkFolder.Open(folder["work"]);
        await using var host = EmbeddedHost.BuildListening(
            work, folder["models"], grpcPort: 0, healthPort: 0, collector.Settings, services => services.AddLogging(logging => logging.ClearProviders()));
        await host.StartAsync(Cancellation);
        var (trace, caller) = ($"{ActivityTraceId.CreateRandom()}", $"{ActivitySpanId.CreateRandom()}");

        await SubmitAsync(host.Urls.First(), $"00-{trace}-{caller}-01");
        var spans = await collector.TraceAsync(trace, RadiographTrace.Spans);
        await host.StopAsync(CancellationToken.None);

        spans.ShouldBeTheTraceBelow(caller);
        spans.ShouldAllBe(span => span.Service == Contracts.Services.All);
    }

    private static async Task SubmitAsync(string server, string traceParent)
    {
        using var channel = GrpcChannel.ForAddress(server);
        using var call = new Intake.IntakeClient(channel).SubmitRadiograph(new Metadata { { "traceparent", traceParent } }, cancellationToken: Cancellation);
        await call.RequestStream.WriteAsync(new SubmitRadiographRequest { Header = new SubmissionHeader() }, Cancellation);
        await call.RequestStream.WriteAsync(new SubmitRadiographRequest { Chunk = ByteString.CopyFrom(PngImage.Encode(LightRadiographs.Draw(192, 224, seed: 1))) }, Cancellation);
        await call.RequestStream.CompleteAsync();
        await call.ResponseAsync;
    }
}
