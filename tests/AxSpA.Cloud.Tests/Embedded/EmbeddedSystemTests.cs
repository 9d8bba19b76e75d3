using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Ingestion.Ledger;
using AxSpA.Cloud.Tests.Reference;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace AxSpA.Cloud.Tests.Embedded;

public class EmbeddedSystemTests
{
    [Fact]
    public async Task Radiograph_of_a_pelvis_completes_on_both_routes()
    {
        using var folder = new TemporaryFolder();
        LightModels.Write(folder["models"], seed: 2);
        await using var run = await EmbeddedRun.StartAsync(folder["work"], folder["models"]);

        var result = await run.AnalyseAsync(EmbeddedRun.Png(seed: 1));

        result.State.ShouldBe(AnalysisState.Completed, result.Facts.Detail);
        result.Facts.Cropped!.LeftJoint.ShouldBe(JointFinding.Intersection);
        result.Facts.Cropped.RightJoint.ShouldBe(JointFinding.Intersection);
        result.Facts.AnatomyAware!.Classified!.Cutoff.ShouldBe(0.59);
        result.Facts.AnatomyAware.Explained!.Shares.ShouldNotBeNull();
        result.Facts.Standard!.Classified!.Cutoff.ShouldBe(0.69);
        result.Facts.Standard.Explained!.Shares.ShouldBeNull();
        await EveryBlobVerifies(run, result.Facts);
    }

    private static async Task EveryBlobVerifies(EmbeddedRun run, AnalysisEnded ended)
    {
        var blobs = run.Host.Services.GetRequiredService<IBlobStore>();
        BlobReference[] references =
        [
            ended.Segmented!.LabelMap,
            ended.Cropped!.Crop,
            ended.AnatomyAware!.Classified!.PlainMap,
            ended.AnatomyAware.Explained!.HeatMap,
            ended.AnatomyAware.Explained.Overlay,
            ended.Standard!.Explained!.HeatMap,
        ];
        foreach (var reference in references)
            (await blobs.ReadAsync(reference, TestContext.Current.CancellationToken)).Length.ShouldBe((int)reference.Bytes);
    }
}
