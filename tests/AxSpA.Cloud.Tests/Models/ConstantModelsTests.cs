using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Ingestion.Ledger;
using AxSpA.Cloud.Models;
using AxSpA.Cloud.Tests.Embedded;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Models;

public class ConstantModelsTests
{
    [Fact]
    public async Task Any_radiograph_goes_through_every_stage_and_gets_the_same_answer()
    {
        using var folder = new TemporaryFolder();
        ConstantModels.Write(folder["models"]);
        await using var run = await EmbeddedRun.StartAsync(folder["work"], folder["models"]);

        foreach (var seed in new[] { 1, 2 })
        {
            var result = await run.AnalyseAsync(EmbeddedRun.Png(seed, LightPelvis.Empty));

            result.State.ShouldBe(AnalysisState.Completed, result.Facts.Detail);
            result.RepeatsEarlier.ShouldBeFalse();
            result.Facts.Cropped!.LeftJoint.ShouldBe(JointFinding.Intersection);
            result.Facts.Cropped.RightJoint.ShouldBe(JointFinding.Intersection);
            // Logits 0 and 1.
            result.Facts.AnatomyAware!.Classified!.Probability.ShouldBe(1 / (1 + Math.Exp(-1)), 1e-6);
            result.Facts.Standard.ShouldBeNull();
        }
    }
}
