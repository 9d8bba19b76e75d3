using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Inference;

/// <summary>The small networks that other tests stand on, run by the real segmenter and classifier.</summary>
public class LightModelTests
{
    public static TheoryData<int> Pelves { get; } = [.. Enum.GetValues<LightPelvis>().Select(pelvis => (int)pelvis)];

    [Theory]
    [MemberData(nameof(Pelves))]
    public void Segmenter_finds_what_was_drawn(int drawn)
    {
        var pelvis = (LightPelvis)drawn;
        using var folder = new TemporaryFolder();
        using var segmenter = new Segmenter(LightModels.Write(folder.Path).Segmenter!, new InferenceOptions());
        foreach (var depth in new[] { GreyDepth.Eight, GreyDepth.Sixteen })
        {
            var radiograph = LightRadiographs.Draw(480, 640, seed: 5, depth, pelvis);
            var labels = segmenter.Segment(SegmentationInput.FromRadiograph(radiograph, segmenter.GridSide), TestContext.Current.CancellationToken);
            Resizing.Nearest(labels, 480, 640).Values.SequenceEqual(LightRadiographs.Labels(480, 640, pelvis).Values).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Logit_that_is_no_number_is_a_failure_and_no_background(float logit)
    {
        using var folder = new TemporaryFolder();
        using var segmenter = new Segmenter(LightModels.Write(folder.Path).Segmenter!, new InferenceOptions());
        var logits = new float[4 * segmenter.GridSide * segmenter.GridSide];
        segmenter.LabelsOf(logits).Values.ContainsAnyExcept((byte)0).ShouldBeFalse();
        logits[^1] = logit;

        Should.Throw<ArithmeticException>(() => segmenter.LabelsOf(logits)).Message.ShouldStartWith("expected finite logits of light-");
    }

    [Fact]
    public void Complete_pelvis_has_a_joint_on_either_side_and_a_gap_falls_back()
    {
        Find(LightPelvis.Complete).Joints!.Left.Finding.ShouldBe(JointFinding.Intersection);
        Find(LightPelvis.Complete).Joints!.Right.Finding.ShouldBe(JointFinding.Intersection);
        Find(LightPelvis.GapOnTheLeft).Joints!.Left.Finding.ShouldBe(JointFinding.MedianHeightFallback);
        Find(LightPelvis.GapOnTheLeft).Joints!.Right.Finding.ShouldBe(JointFinding.Intersection);

        static JointLocalisation Find(LightPelvis pelvis) => JointLocalisation.Find(LightRadiographs.Labels(480, 640, pelvis), PreprocessingRules.Paper1);
    }

    [Fact]
    public void Another_seed_gives_other_digests_and_the_same_seed_the_same()
    {
        using var folder = new TemporaryFolder();
        var first = LightModels.Write(folder["first"], seed: 1);
        var again = LightModels.Write(folder["again"], seed: 1);
        var other = LightModels.Write(folder["other"], seed: 2);
        again.Models.Select(model => model.CardDigest).ShouldBe(first.Models.Select(model => model.CardDigest));
        other.Models.Select(model => model.CardDigest).ShouldNotContain(digest => first.Models.Any(model => model.CardDigest == digest));
    }

    [Fact]
    public void Classifier_answers_with_maps_at_the_networks_resolution()
    {
        using var folder = new TemporaryFolder();
        using var classifier = new Classifier(LightModels.Write(folder.Path).AnatomyAware!, new InferenceOptions());
        var radiograph = LightRadiographs.Draw(480, 640, seed: 5);
        var input = ClassifierInput.From(radiograph, new PixelRectangle(0, 0, 640, 480), PreprocessingRules.Paper1);
        var output = classifier.Classify(input.Values);
        output.Probability.ShouldBeInRange(0.0, 1.0);
        (output.PlainMap.Rows, output.PlainMap.Columns).ShouldBe((13, 20));
        output.EigenMap.Values.ContainsAnyExcept(0f).ShouldBeTrue();
    }
}
