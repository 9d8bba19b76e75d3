using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Hosting.Serving;
using AxSpA.Cloud.Tests.Embedded;
using AxSpA.Cloud.Tests.Reference;
using Grpc.Core;
using Shouldly;
using AnalysisState = AxSpA.Cloud.Ingestion.Ledger.AnalysisState;
using Wire = AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.Tests.Serving;

[Trait("Requirement", "SRV-01")]
public class OnDemandTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stage_called_after_the_pipeline_answers_from_its_record_and_stores_nothing()
    {
        await using var system = await ServedSystem.StartAsync();
        var result = await system.AnalyseAsync(EmbeddedRun.Png(seed: 1));
        result.State.ShouldBe(AnalysisState.Completed);
        var stored = system.Blobs;

        var chain = await OnDemandChain.RunAsync(system, result.Image.ToMessage()!, Cancellation);

        chain.ShouldBeResultOf(result.Facts);
        system.Blobs.ShouldBe(stored);
    }

    [Fact]
    public async Task Pipeline_finds_what_calls_have_committed_before()
    {
        await using var system = await ServedSystem.StartAsync();
        var image = await system.StoreRadiographAsync();

        var chain = await OnDemandChain.RunAsync(system, image, Cancellation);
        var committed = system.Blobs;
        var again = await OnDemandChain.RunAsync(system, image, Cancellation);
        again.ShouldBe(chain);
        system.Blobs.ShouldBe(committed);
        var result = await system.AnalyseAsync(EmbeddedRun.Png(seed: 1));

        chain.ShouldBeResultOf(result.Facts);
        // The door's own blob of the same pixels is all that the pipeline had left to store.
        system.Blobs.Except(committed).ShouldHaveSingleItem().ShouldEndWith("canonical.npy");
    }

    [Fact]
    public async Task Radiograph_without_a_sacrum_is_an_answer_with_the_pipelines_words()
    {
        await using var system = await ServedSystem.StartAsync();
        var result = await system.AnalyseAsync(EmbeddedRun.Png(seed: 1, LightPelvis.WithoutSacrum));
        var image = result.Image.ToMessage()!;
        var segmented = await system.Segmentation.SegmentAsync(OnDemandChain.Segment(system, image), cancellationToken: Cancellation);

        var cropped = await system.Cropping.CropAsync(OnDemandChain.Crop(system, image, segmented.LabelMap), cancellationToken: Cancellation);

        segmented.SacrumPixels.ShouldBe(0);
        cropped.OutcomeCase.ShouldBe(CropResponse.OutcomeOneofCase.Rejection);
        cropped.Rejection.Reason.ShouldBe(Wire.RejectionReason.NoSacrum);
        cropped.Rejection.Detail.ShouldBe(result.Facts.AnatomyAware!.Rejected!.Detail);
    }

    [Fact]
    public async Task Registry_tells_both_routes_of_a_radiograph_as_they_were_classified()
    {
        await using var system = await ServedSystem.StartAsync();
        var facts = (await system.AnalyseAsync(EmbeddedRun.Png(seed: 1))).Facts;

        var answer = await system.Registry.GetClassificationsAsync(new GetClassificationsRequest { RadiographId = facts.RadiographId }, cancellationToken: Cancellation);

        answer.Classifications.Select(row => row.Route).ShouldBe([Wire.ClassificationRoute.AnatomyAware, Wire.ClassificationRoute.Standard], ignoreOrder: true);
        foreach (var row in answer.Classifications)
        {
            var classified = (row.Route == Wire.ClassificationRoute.Standard ? facts.Standard : facts.AnatomyAware)!.Classified!;
            (row.AnalysisId, row.Probability, row.Cutoff, row.Positive, row.Confident, row.Model)
                .ShouldBe((facts.AnalysisId.ToString(), classified.Probability, classified.Cutoff, classified.Positive, classified.Confident, classified.Model.ToMessage()));
            row.RegisteredAt.ToDateTimeOffset().ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(5));
        }

        (await Refused.FailureOf(system.Registry.GetClassificationsAsync(new() { RadiographId = "first" }, cancellationToken: Cancellation))).Fields().ShouldBe(["radiograph_id"]);
        (await Refused.FailureOf(system.Registry.GetClassificationsAsync(new() { RadiographId = new string('0', 32) }, cancellationToken: Cancellation)))
            .StatusCode.ShouldBe(StatusCode.NotFound);
    }
}
