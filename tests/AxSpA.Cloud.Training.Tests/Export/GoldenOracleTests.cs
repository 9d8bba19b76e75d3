using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;
using TorchSharp;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Tests.Export;

/// <summary>TorchSharp with the golden weights against the published pipeline's results and against what is exported, at the published widths.</summary>
[Trait("Requirement", "TRA-05")]
public class GoldenOracleTests(GoldenNetworks networks) : IClassFixture<GoldenNetworks>
{
    private const int Window = 512;
    private const float Tolerance = 1e-4f;

    [Theory]
    [InlineData("caseA", 2)]
    [InlineData("caseC", 4)]
    public void Segmenter_gives_the_reference_logits_and_so_does_its_export(string name, int every)
    {
        var input = Golden.Array<float>($"{name}/a_seg_input.npy", out var shape);
        var (network, exported) = networks.Segmenter;
        network.eval();
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        var logits = network.call(tensor(input, [1, 1, shape[^2], shape[^1]])[.., .., ..Window, ..Window].contiguous());

        var expected = Golden.Array<float>($"{name}/b_window_logits_every{every}.npy", out _);
        var step = TensorIndex.Slice(step: every);
        var sparse = logits[0, TensorIndex.Ellipsis, step, step].contiguous();
        Difference.Largest([.. sparse.data<float>()], expected).ShouldBe(0, Tolerance);

        var upright = Orientation.Transpose(new Plane<float>(shape[^2], shape[^1], input));
        Difference.Largest(exported.WindowLogits(upright, row: 0, column: 0), [.. logits.contiguous().data<float>()]).ShouldBe(0, Tolerance);
    }

    [Theory]
    [InlineData("caseA", "crop")]
    [InlineData("caseA", "full")]
    [InlineData("caseB", "crop")]
    [InlineData("caseB", "full")]
    [InlineData("caseC", "crop")]
    [InlineData("caseC", "full")]
    public void Classifier_gives_the_reference_logits_and_its_exports_closed_form_is_the_gradient(string name, string picture)
    {
        var input = Golden.Plane<float>($"{name}/e_{picture}_input.npy");
        var (network, anatomyAware, standard) = networks.Classifier;
        var expected = Backward.Of(network, input.Values, input.Rows, input.Columns);
        Difference.Largest(expected.Logits, Golden.Array<float>($"{name}/f_{picture}_logits.npy", out _)).ShouldBe(0, Tolerance);

        var exported = picture == "crop" ? anatomyAware : standard;
        var output = exported.Classify(input);
        Difference.Largest([.. output.Logits], expected.Logits).ShouldBe(0, Tolerance);
        expected.RequireSame(exported.LastChannelWeights, output.Target);
        var map = expected.Map(output.Target);
        Difference.Largest(output.PlainMap.Values, map).ShouldBe(0, 1e-5f * Math.Max(1, map.Max(Math.Abs)));
    }
}
