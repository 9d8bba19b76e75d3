using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Ingestion;
using AxSpA.Cloud.Ingestion.Ledger;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Ingestion;

public class ActivePlanTests
{
    [Fact]
    public void Plan_names_the_models_and_rules_of_both_routes()
    {
        using var folder = new TemporaryFolder();
        var models = LightModels.Write(folder["models"]);

        var plan = new ActivePlan(models).Plan;

        plan.AnatomyAware!.Segmenter!.CardDigest.ShouldBe(models.Segmenter!.CardDigest);
        plan.AnatomyAware.Classifier.CardDigest.ShouldBe(models.AnatomyAware!.CardDigest);
        plan.AnatomyAware.Classifier.WeightsDigest.ShouldBe(models.AnatomyAware.Card.Weights.Sha256);
        plan.AnatomyAware.PreprocessingVersion.ShouldBe(PreprocessingVersions.Paper1);
        plan.AnatomyAware.JointDilationShare.ShouldBe(0.05);
        plan.AnatomyAware.ClaheClipShare.ShouldBe(0.01);
        plan.Standard!.Segmenter.ShouldBeNull();
        plan.Standard.Classifier.CardDigest.ShouldBe(models.Standard!.CardDigest);
    }

    [Fact]
    public void Route_without_its_classifier_is_not_planned()
    {
        using var folder = new TemporaryFolder();

        new ActivePlan(LightModels.Write(folder["whole"], segmenter: false, anatomyAware: false)).Plan.AnatomyAware.ShouldBeNull();
        new ActivePlan(LightModels.Write(folder["joints"], standard: false)).Plan.Standard.ShouldBeNull();
    }

    [Fact]
    public void Equal_models_are_an_equal_plan_and_any_other_model_or_rule_is_another()
    {
        using var folder = new TemporaryFolder();
        var plan = new ActivePlan(LightModels.Write(folder["first"])).Plan;
        string[] others =
        [
            DigestOf("seed", seed: 2),
            DigestOf("rules", preprocessing: PreprocessingVersions.App1),
            DigestOf("grid", gridSide: 112),
            DigestOf("without standard", standard: false),
        ];

        new ActivePlan(LightModels.Write(folder["again"])).Plan.ShouldBe(plan);
        others.Append(plan.Digest).ShouldBeUnique();

        string DigestOf(string name, int seed = 1, string preprocessing = PreprocessingVersions.Paper1, int gridSide = 96, bool standard = true)
            => new ActivePlan(LightModels.Write(folder[name], seed, preprocessing, gridSide, standard: standard)).Plan.Digest;
    }

    [Fact]
    public void Analysis_is_the_same_for_an_equal_radiograph_and_plan_and_for_no_other()
    {
        using var folder = new TemporaryFolder();
        var plan = new ActivePlan(LightModels.Write(folder["first"])).Plan;
        var other = new ActivePlan(LightModels.Write(folder["second"], seed: 2)).Plan;

        AnalysisIdentity.Of("radiograph", plan with { }).ShouldBe(AnalysisIdentity.Of("radiograph", plan));
        new[] { AnalysisIdentity.Of("radiograph", plan), AnalysisIdentity.Of("radiograph", other), AnalysisIdentity.Of("another", plan) }.ShouldBeUnique();
    }
}
