using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Models;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Models;

/// <summary>Import of narrow networks of the published architectures; the published widths are covered by the golden tests.</summary>
public sealed class ModelImportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Same_checkpoints_give_the_same_bytes_in_every_file()
    {
        var (segmenter, classifier) = (WriteSegmenter(), WriteClassifier());
        ModelImport.Import(segmenter, classifier, classifier, PreprocessingVersions.App1, _folder["first"]);
        ModelImport.Import(segmenter, classifier, classifier, PreprocessingVersions.App1, _folder["second"]);
        var files = Directory.GetFiles(_folder["first"], "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_folder["first"], file))
            .Order()
            .ToList();
        files.ShouldBe(
        [
            "anatomy-aware/card.json",
            "anatomy-aware/model.onnx",
            "segmenter/card.json",
            "segmenter/model.onnx",
            "standard/card.json",
            "standard/model.onnx",
        ]);
        foreach (var file in files)
            File.ReadAllBytes(Path.Combine(_folder["second"], file)).ShouldBe(File.ReadAllBytes(Path.Combine(_folder["first"], file)), file);
    }

    [Fact]
    public void Cards_say_what_was_imported_and_how_it_is_read()
    {
        var classifier = WriteClassifier();
        var store = ModelImport.Import(WriteSegmenter(), classifier, classifier, PreprocessingVersions.Paper1, _folder["models"]);
        store.Segmenter!.Card.Scheme.ShouldBe(SegmentationScheme.Published);
        store.Segmenter.Card.Architecture.ShouldBe("monai-unet 4-5-6-7");
        store.AnatomyAware!.Card.Decision.ShouldBe(new DecisionRule(0.59, 0.70));
        store.Standard!.Card.Decision.ShouldBe(new DecisionRule(0.69, 0.70));
        store.Standard.Card.Preprocessing.ShouldBe(new ModelPreprocessing("paper-1", 0.05, 0.01));
        store.Standard.Card.Provenance.SourceFile.ShouldBe("classifier.ckpt");
        store.Standard.Card.Weights.Sha256.ShouldBe(store.AnatomyAware.Card.Weights.Sha256);
        store.Standard.CardDigest.ShouldNotBe(store.AnatomyAware.CardDigest);
    }

    [Fact]
    public void Standard_classifier_may_be_left_out()
        => ModelImport.Import(WriteSegmenter(), WriteClassifier(), null, PreprocessingVersions.Paper1, _folder["models"]).Standard.ShouldBeNull();

    [Fact]
    public void Folder_with_files_is_left_as_it_is()
    {
        Directory.CreateDirectory(_folder["models"]);
        File.WriteAllText(Path.Combine(_folder["models"], "notes.txt"), "mine");
        Should.Throw<IOException>(() => ModelImport.Import(WriteSegmenter(), WriteClassifier(), null, PreprocessingVersions.Paper1, _folder["models"]))
            .Message.ShouldContain("expected a new or an empty folder");
        Directory.GetFileSystemEntries(_folder["models"]).Length.ShouldBe(1);
    }

    [Fact]
    public void Unknown_preprocessing_version_is_refused()
        => Should.Throw<ArgumentException>(() => ModelImport.Import("a", "b", null, "paper-2", _folder["models"]))
            .Message.ShouldStartWith("expected paper-1 or app-1, found paper-2");

    [Theory]
    [InlineData("model.0.conv.unit1.conv.weight")]
    [InlineData("model.1.submodule.0.residual.bias")]
    [InlineData("model.1.submodule.1.submodule.2.0.conv.weight")]
    [InlineData("model.2.0.adn.A.weight")]
    public void Segmenter_without_one_tensor_is_refused_by_its_key_and_nothing_is_stored(string key)
        => RefusedSegmenter(tensors => tensors.RemoveAll(tensor => tensor.Name == key)).ShouldSatisfyAllConditions(
            refusal => refusal.Key.ShouldBe(key),
            refusal => refusal.Found.ShouldBe("no such key"));

    [Fact]
    public void Segmenter_with_a_tensor_too_many_is_refused_by_its_key()
        => RefusedSegmenter(tensors => tensors.Add(("model.3.weight", [2], [1, 2]))).Message
            .ShouldBe("checkpoint refused: model.3.weight: expected no such key in this architecture, found a tensor of 2");

    [Fact]
    public void Segmenter_of_another_shape_is_refused_with_both_shapes()
        => RefusedSegmenter(tensors =>
        {
            var index = tensors.FindIndex(tensor => tensor.Name == "model.0.conv.unit1.conv.weight");
            tensors[index] = (tensors[index].Name, [4, 4, 1, 1], new float[16]);
        }).Message.ShouldBe("checkpoint refused: model.0.conv.unit1.conv.weight: expected 4 x 4 x 3 x 3, found 4 x 4 x 1 x 1");

    [Fact]
    public void Network_that_answers_with_no_number_is_refused_and_nothing_is_stored()
    {
        var tensors = NarrowCheckpoints.Segmenter(1, 4, 5, 6, 7);
        tensors.Find(tensor => tensor.Name == "model.2.1.conv.unit0.conv.bias").Values[0] = float.NaN;
        var file = Write("segmenter.pt", CheckpointFiles.Weights("network", tensors));
        Should.Throw<ModelRefusedException>(() => ModelImport.Import(file, WriteClassifier(), null, PreprocessingVersions.Paper1, _folder["models"]))
            .Expected.ShouldBe("finite values on a fixed picture");
        Directory.GetDirectories(_folder.Path).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("model.layer3.5.bn2.running_var")]
    [InlineData("model.fc.2.num_batches_tracked")]
    [InlineData("model.fc.4.bias")]
    public void Classifier_without_one_tensor_is_refused_by_its_key(string key)
    {
        var tensors = NarrowCheckpoints.Classifier(1, 2, 3);
        tensors.RemoveAll(tensor => tensor.Name == key).ShouldBe(1);
        var file = Write("classifier.ckpt", CheckpointFiles.Weights("state_dict", tensors));
        Should.Throw<CheckpointRefusedException>(() => ModelImport.Import(WriteSegmenter(), file, null, PreprocessingVersions.Paper1, _folder["models"]))
            .Key.ShouldBe(key);
        Directory.GetDirectories(_folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void Channel_weights_of_a_narrow_classifier_are_the_slope_of_its_logits()
    {
        const int Channels = 64, Positions = 13 * 20;
        var store = ModelImport.Import(WriteSegmenter(), WriteClassifier(), null, PreprocessingVersions.Paper1, _folder["models"]);
        using var classifier = new Classifier(store.AnatomyAware!, new InferenceOptions());
        var tensors = NarrowCheckpoints.Classifier(1, 2, 3).ToDictionary(tensor => tensor.Name, tensor => tensor.Values);
        var picture = new Plane<float>(416, 628, [.. Enumerable.Range(0, 416 * 628).Select(index => index % 97 / 97f)]);
        var output = classifier.Classify(picture);
        var features = classifier.LastFeatures.ToArray();
        var pooled = features.Chunk(Positions).Select(channel => channel.Average(value => (double)value)).ToArray();

        Logit(pooled).ShouldBe(output.Logits[output.Target], 1e-3);
        for (var channel = 0; channel < Channels; channel++)
        {
            const double Step = 1e-6;
            var (up, down) = (pooled.ToArray(), pooled.ToArray());
            up[channel] += Step;
            down[channel] -= Step;
            // A feature at one position moves the pooled value by 1 / positions.
            var slope = (Logit(up) - Logit(down)) / (2 * Step) / Positions;
            classifier.LastChannelWeights[channel].ShouldBe((float)slope, 1e-6f);
        }

        double Logit(double[] values)
        {
            const int Hidden = 3;
            double sum = tensors["model.fc.4.bias"][output.Target];
            for (var unit = 0; unit < Hidden; unit++)
            {
                double z = tensors["model.fc.0.bias"][unit];
                for (var channel = 0; channel < Channels; channel++)
                    z += tensors["model.fc.0.weight"][(unit * Channels) + channel] * values[channel];
                var centred = Math.Max(z, 0) - tensors["model.fc.2.running_mean"][unit];
                var normalised = centred / Math.Sqrt(tensors["model.fc.2.running_var"][unit] + 1e-5);
                var scaled = (normalised * tensors["model.fc.2.weight"][unit]) + tensors["model.fc.2.bias"][unit];
                sum += scaled * tensors["model.fc.4.weight"][(output.Target * Hidden) + unit];
            }

            return sum;
        }
    }

    private CheckpointRefusedException RefusedSegmenter(Action<List<(string Name, int[] Shape, float[] Values)>> change)
    {
        var tensors = NarrowCheckpoints.Segmenter(1, 4, 5, 6, 7);
        change(tensors);
        var file = Write("segmenter.pt", CheckpointFiles.Weights("network", tensors));
        var refusal = Should.Throw<CheckpointRefusedException>(
            () => ModelImport.Import(file, WriteClassifier(), null, PreprocessingVersions.Paper1, _folder["models"]));
        Directory.GetDirectories(_folder.Path).ShouldBeEmpty();
        return refusal;
    }

    private string WriteSegmenter() => Write("segmenter.pt", CheckpointFiles.Weights("network", NarrowCheckpoints.Segmenter(1, 4, 5, 6, 7)));

    private string WriteClassifier() => Write("classifier.ckpt", CheckpointFiles.Weights("state_dict", NarrowCheckpoints.Classifier(1, 2, 3)));

    private string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(_folder[name], bytes);
        return _folder[name];
    }
}
