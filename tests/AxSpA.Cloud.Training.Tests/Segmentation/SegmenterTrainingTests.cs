using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Training.Data;
using AxSpA.Cloud.Training.Networks;
using AxSpA.Cloud.Training.Runs;
using AxSpA.Cloud.Training.Segmentation;
using AxSpA.Cloud.Training.Tests.Data;
using Shouldly;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Tests.Segmentation;

public class SegmenterTrainingTests
{
    private const int Side = 48;

    private static readonly SegmenterRegime Tiny = new()
    {
        Architecture = Architecture.Parse("unet-8", NetworkKind.Segmenter),
        Scheme = SegmentationScheme.SinglePass(Side),
        Epochs = 24,
        Batch = 2,
        MaxRate = 1e-2,
        ValidationShare = 0.2,
        Seed = 1,
    };

    [Fact]
    [Trait("Requirement", "TRA-01")]
    public void Published_regime_is_the_default()
    {
        var settings = new SegmenterRegime().Describe();

        settings["--architecture"].ShouldBe("unet-64");
        settings["--single-pass"].ShouldBe("none (windows of 512 over 768)");
        (settings["--epochs"], settings["--batch"], settings["--max-rate"]).ShouldBe(("500", "8", "0.001"));
        (settings["--dice-weight"], settings["--cross-entropy-weight"]).ShouldBe(("1", "1"));
    }

    [Fact]
    [Trait("Requirement", "TRA-05")]
    public void Tiny_segmenter_learns_and_its_model_answers_as_the_network()
    {
        using var folder = new ScratchFolder();
        var call = new SegmenterTrainingCall([DrawnPelvis.WriteTable(folder, 12)], folder["run"], folder["models"], Synthetic: true, "cpu", new RunOptions(Seed: 1));
        using var output = new StringWriter();

        var model = new SegmenterTraining(Tiny, call, new TrainingConsole(output)).Run(TestContext.Current.CancellationToken);

        output.ToString().ShouldContain("training: 10 radiographs of 10 subjects, 5 of 10 positive (50.0 %); validation: 2 radiographs of 2 subjects");
        var training = model.Card.Training.ShouldNotBeNull();
        training.Metrics["dice_mean"].ShouldBeGreaterThan(0.8);
        training.Synthetic.ShouldBeTrue();
        training.Train.ShouldBe(new TrainingSet(10, 10, 0.5));
        using var segmenter = new Segmenter(model, new InferenceOptions { Threads = 1 });
        using var network = new PelvisUNet(8);
        network.load(Path.Combine(folder["run"], "state", "best.weights"));
        network.eval();
        var (radiograph, labels) = DrawnPelvis.Draw(40);
        var input = SegmentationInput.FromRadiograph(radiograph, Side);

        var found = segmenter.Segment(input, TestContext.Current.CancellationToken);

        found.Values.ToArray().ShouldBe(Labels(network, input));
        Dice(found, SegmentationPicture.Reduce(labels, Side)).ShouldBeGreaterThan(0.8);
    }

    [Fact]
    public void Windows_are_trained_and_validated_as_well()
    {
        using var folder = new ScratchFolder();
        var regime = Tiny with { Scheme = new SegmentationScheme(SchemeKind.Windows, 48, 32, 8), Epochs = 1 };
        var call = new SegmenterTrainingCall([DrawnPelvis.WriteTable(folder, 4)], folder["run"], folder["models"], Synthetic: true, "cpu", new RunOptions(1, MicroBatch: 1, LimitSteps: 1));

        var model = new SegmenterTraining(regime, call, new TrainingConsole(TextWriter.Null)).Run(TestContext.Current.CancellationToken);

        model.Card.Scheme.ShouldBe(regime.Scheme);
        Should.Throw<TrainingRefusedException>(() => new SegmenterTraining(regime with { Epochs = 2 }, call, new TrainingConsole(TextWriter.Null)).Run(TestContext.Current.CancellationToken))
            .Message.ShouldContain("--epochs: expected 1, found 2");
    }

    [Fact]
    public void Label_of_a_cell_is_the_one_that_covers_most_of_it()
    {
        var labels = new Plane<byte>(2, 4, [1, 1, 0, 3, 1, 2, 3, 3]);

        SegmentationPicture.Reduce(labels, 2).Values.ToArray().ShouldBe([1, 0, 1, 3]);
    }

    private static byte[] Labels(PelvisUNet network, Plane<float> input)
    {
        using var frozen = no_grad();
        var turned = Orientation.Transpose(input).Values.ToArray();
        var labels = network.call(tensor(turned, [1, 1, Side, Side])).argmax(1).to(ScalarType.Byte);
        return Orientation.Transpose(new Plane<byte>(Side, Side, [.. labels.data<byte>()])).Values.ToArray();
    }

    private static double Dice(Plane<byte> found, Plane<byte> truth)
    {
        var both = Enumerable.Range(0, truth.Values.Length).Count(index => truth.Values[index] != 0 && truth.Values[index] == found.Values[index]);
        var either = truth.Values.ToArray().Count(label => label != 0) + found.Values.ToArray().Count(label => label != 0);
        return 2.0 * both / either;
    }
}
