using AxSpA.Cloud.Training.Segmentation;
using Shouldly;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Tests.Segmentation;

[Trait("Requirement", "TRA-01")]
public class SegmentationLossTests
{
    /// <summary>One picture of four cells, a label each.</summary>
    private static readonly long[] Labels = [0, 1, 2, 3];

    [Fact]
    public void Certain_and_right_costs_nothing()
        => Loss(label => label, certainty: 40).ShouldBe(0, 1e-5);

    [Fact]
    public void Certain_and_wrong_has_no_overlap()
        => Loss(label => (label + 1) % 4, certainty: 40).ShouldBe(1, 1e-4);

    [Fact]
    public void Half_right_is_half()
        // Labels 0 and 1 found where they are, 2 and 3 exchanged: Dice 1, 1, 0, 0.
        => Loss(label => label switch { 2 => 3, 3 => 2, _ => label }, certainty: 40).ShouldBe(0.5, 1e-4);

    [Fact]
    public void Undecided_is_a_quarter_of_each()
        // Of each label the sum of shares is 1, of which a quarter lies where it is: 2 · 0.25 / (1 + 1).
        => Loss(label => label, certainty: 0).ShouldBe(0.75, 1e-4);

    [Fact]
    public void Weights_are_those_of_the_sum()
    {
        using var labels = tensor(Labels, [1, 2, 2]);
        using var logits = zeros(1, 4, 2, 2);

        new SegmentationLoss(2, 3).Of(logits, labels).item<float>().ShouldBe((float)((2 * 0.75) + (3 * Math.Log(4))), 1e-4f);
    }

    private static double Loss(Func<long, long> found, double certainty)
    {
        using var labels = tensor(Labels, [1, 2, 2]);
        using var answer = tensor(Labels.Select(found).ToArray(), [1, 2, 2]);
        using var logits = nn.functional.one_hot(answer, 4).permute(0, 3, 1, 2).to(ScalarType.Float32) * certainty;
        return SegmentationLoss.Dice(logits, labels).item<float>();
    }
}
