using System.Security.Cryptography;
using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Hosting.Commits;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Ingestion;
using AxSpA.Cloud.Ingestion.Ledger;
using AxSpA.Cloud.Tests.Embedded;
using AxSpA.Cloud.Tests.Reference;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;

namespace AxSpA.Cloud.Tests.Ingestion;

public class ReadArtifactTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Artifacts_are_the_blobs_that_the_analysis_names()
    {
        await using var intake = await GrpcIntake.StartAsync();
        var ended = await EndAsync(intake);

        var (aware, standard) = (ClassificationRoute.AnatomyAware, ClassificationRoute.Standard);
        await ShouldBeAsync(ended.LabelMap, Artifact.LabelMap);
        await ShouldBeAsync(ended.CropImage, Artifact.CropImage);
        await ShouldBeAsync(ended.AnatomyAware.HeatMap, Artifact.HeatMap, aware);
        await ShouldBeAsync(ended.AnatomyAware.Overlay, Artifact.Overlay, aware);
        await ShouldBeAsync(ended.Standard.HeatMap, Artifact.HeatMap, standard);
        await ShouldBeAsync(ended.Standard.Overlay, Artifact.Overlay, standard);

        async Task ShouldBeAsync(BlobReference blob, Artifact artifact, ClassificationRoute route = ClassificationRoute.Unspecified)
        {
            var bytes = await ReadAsync(intake, ended.AnalysisId, artifact, route);
            (bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes))).ShouldBe(((int)blob.Bytes, blob.Sha256), $"{artifact} {route}");
        }
    }

    [Fact]
    public async Task Nothing_else_can_be_asked_for()
    {
        await using var intake = await GrpcIntake.StartAsync();
        var analysis = (await EndAsync(intake)).AnalysisId;

        await ShouldBeRefusedAsync(StatusCode.NotFound, "none of it", analysis, Artifact.Input, ClassificationRoute.Standard);
        await ShouldBeRefusedAsync(StatusCode.NotFound, "analysis of this ledger", $"{Guid.NewGuid()}", Artifact.LabelMap);
        await ShouldBeRefusedAsync(StatusCode.InvalidArgument, "UUID", "../../identity.key", Artifact.LabelMap);
        await ShouldBeRefusedAsync(StatusCode.InvalidArgument, "expected an artifact", analysis, Artifact.Unspecified);
        await ShouldBeRefusedAsync(StatusCode.InvalidArgument, "expected an artifact", analysis, (Artifact)99);
        await ShouldBeRefusedAsync(StatusCode.InvalidArgument, "expected the route", analysis, Artifact.Overlay);
        await ShouldBeRefusedAsync(StatusCode.InvalidArgument, "expected none", analysis, Artifact.LabelMap, ClassificationRoute.Standard);
        await ShouldBeRefusedAsync(StatusCode.InvalidArgument, "expected a route", analysis, Artifact.Overlay, (ClassificationRoute)99);

        async Task ShouldBeRefusedAsync(StatusCode code, string words, string analysisId, Artifact artifact, ClassificationRoute route = ClassificationRoute.Unspecified)
        {
            var refusal = await Should.ThrowAsync<RpcException>(() => ReadAsync(intake, analysisId, artifact, route));
            (refusal.StatusCode, refusal.Status.Detail.Contains(words, StringComparison.Ordinal)).ShouldBe((code, true), refusal.Status.Detail);
        }
    }

    [Fact]
    public async Task Reader_who_pauses_does_not_hold_up_a_stop()
    {
        var intake = await GrpcIntake.StartAsync(driven: false);
        var analysisId = (await intake.SubmitAsync(EmbeddedRun.Png(seed: 1))).AnalysisId;
        // Far more than the connection holds for a client that does not read.
        var bytes = new byte[8 << 20];
        var labels = BlobReading.Describe(StageWork.Container, "label-map.png", "image/png", bytes);
        await intake.Services.GetRequiredService<IBlobStore>().CreateAsync(labels.Container, labels.Name, labels.MediaType, bytes, Cancellation);
        var analysis = await intake.Services.GetRequiredService<Database<LedgerContext>>().ReadAsync(ledger => ledger.Analyses.SingleAsync(Cancellation), Cancellation);
        await intake.Services.GetRequiredService<AnalysisLedger>().RecordAsync(Facts.Segmented(analysis) with { LabelMap = labels }, Cancellation);
        using var call = intake.Client.ReadArtifact(new ReadArtifactRequest { AnalysisId = analysisId, Artifact = Artifact.LabelMap }, cancellationToken: Cancellation);
        (await call.ResponseStream.MoveNext(Cancellation)).ShouldBeTrue();

        await intake.Services.GetRequiredService<IHost>().StopAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

        await Should.ThrowAsync<RpcException>(() => call.ResponseStream.ReadAllAsync(Cancellation).CountAsync(Cancellation).AsTask());
        await intake.DisposeAsync();
    }

    [Fact]
    public void Artifacts_of_gRPC_have_the_numbers_and_names_of_the_ledgers()
        => Enum.GetValues<Artifact>().Where(artifact => artifact != Artifact.Unspecified).Select(artifact => ((int)artifact, artifact.ToString()))
            .ShouldBe(Enum.GetValues<ArtifactKind>().Select(kind => ((int)kind, kind.ToString())));

    private static async Task<Analysis> EndAsync(GrpcIntake intake)
    {
        var accepted = await intake.SubmitAsync(EmbeddedRun.Png(seed: 1));
        using var call = intake.Client.WatchAnalysis(new WatchAnalysisRequest { AnalysisId = accepted.AnalysisId }, cancellationToken: Patience.Token);
        return await call.ResponseStream.ReadAllAsync(Cancellation).LastAsync(Cancellation);
    }

    private static async Task<byte[]> ReadAsync(GrpcIntake intake, string analysisId, Artifact artifact, ClassificationRoute route)
    {
        using var call = intake.Client.ReadArtifact(new ReadArtifactRequest { AnalysisId = analysisId, Artifact = artifact, Route = route }, cancellationToken: Cancellation);
        using var bytes = new MemoryStream();
        await foreach (var part in call.ResponseStream.ReadAllAsync(Cancellation))
            bytes.Write(part.Chunk.Span);
        return bytes.ToArray();
    }
}
