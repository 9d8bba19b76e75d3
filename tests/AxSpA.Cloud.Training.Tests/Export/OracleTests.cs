using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Tests.Reference;
using AxSpA.Cloud.Training.Export;
using AxSpA.Cloud.Training.Tests.Networks;
using Shouldly;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Tests.Export;

/// <summary>TorchSharp as the oracle of what is exported: narrow networks with random weights, which always run.</summary>
[Trait("Requirement", "TRA-05")]
public sealed class OracleTests : IDisposable
{
    private const int Rows = 416, Columns = 628;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(8, 256)]
    [InlineData(16, 256)]
    [InlineData(8, 384)]
    public void Segmenter_in_one_pass_answers_as_TorchSharp(int width, int side)
    {
        using var network = RandomNetworks.Segmenter(width, seed: side);
        var model = ModelExport.Segmenter(network, SegmentationScheme.SinglePass(side), Records.MadeUp, _folder.Path);
        using var generator = new Generator((ulong)width, CPU);
        using var frozen = no_grad();
        using var picture = RandomNetworks.Pictures(1, side, side, generator);
        using var expected = network.call(picture);

        using var segmenter = new Segmenter(model, new InferenceOptions());
        var upright = Orientation.Transpose(new Plane<float>(side, side, [.. picture.data<float>()]));
        Difference.Largest(segmenter.WindowLogits(upright, row: 0, column: 0), [.. expected.data<float>()]).ShouldBe(0, 1e-4f);
    }

    [Theory]
    [InlineData(8, ModelRole.AnatomyAware)]
    [InlineData(8, ModelRole.Standard)]
    [InlineData(16, ModelRole.AnatomyAware)]
    [InlineData(16, ModelRole.Standard)]
    public void Classifier_answers_as_TorchSharp_and_its_closed_form_is_the_gradient(int width, ModelRole role)
    {
        using var network = RandomNetworks.Classifier(width, seed: width + (int)role);
        var model = ModelExport.Classifier(network, role, new DecisionRule(0.5, 0.7), PreprocessingVersions.Paper1, Records.MadeUp, _folder.Path);
        var expected = Backward.Of(network, FixedPicture.Create(Rows, Columns), Rows, Columns);

        var found = ModelTrial.Run(model);
        Difference.Largest(found[GraphNames.Logits], expected.Logits).ShouldBe(0, 1e-4f);
        Difference.Largest(found[GraphNames.Features], expected.Features).ShouldBe(0, 1e-4f * Math.Max(1, expected.Features.Max()));
        var channels = 32 * width;
        for (var target = 0; target < 2; target++)
            expected.RequireSame(found[GraphNames.ChannelWeights].AsSpan(target * channels, channels), target);
    }

    [Fact]
    public void Activation_map_is_the_one_that_autograd_gives()
    {
        using var network = RandomNetworks.Classifier(8, seed: 5);
        var model = ModelExport.Classifier(network, ModelRole.Standard, new DecisionRule(0.5, 0.7), PreprocessingVersions.Paper1, Records.MadeUp, _folder.Path);
        using var generator = new Generator(5, CPU);
        using var picture = RandomNetworks.Pictures(1, Rows, Columns, generator);
        float[] values = [.. picture.data<float>()];

        using var classifier = new Classifier(model, new InferenceOptions());
        var output = classifier.Classify(new Plane<float>(Rows, Columns, values));
        var expected = Backward.Of(network, values, Rows, Columns).Map(output.Target);
        Difference.Largest(output.PlainMap.Values, expected).ShouldBe(0, 1e-5f * Math.Max(1, expected.Max(Math.Abs)));
    }
}
