using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Tests.Reference;
using AxSpA.Cloud.Training.Export;
using AxSpA.Cloud.Training.Networks;
using AxSpA.Cloud.Training.Tests.Networks;
using Shouldly;

namespace AxSpA.Cloud.Training.Tests.Export;

public sealed class ModelExportTests : IDisposable
{
    private static readonly SegmentationScheme Scheme = SegmentationScheme.SinglePass(64);

    private static readonly DecisionRule Decision = new(0.4, 0.7);

    private readonly TemporaryFolder _folder = new();
    private readonly PelvisUNet _segmenter = RandomNetworks.Segmenter(8, seed: 1);

    private string Models => _folder["models"];

    public void Dispose()
    {
        _segmenter.Dispose();
        _folder.Dispose();
    }

    [Fact]
    [Trait("Requirement", "TRA-05")]
    public void Same_network_and_record_give_the_same_bytes()
    {
        using var classifier = RandomNetworks.Classifier(8, seed: 2);
        foreach (var models in new[] { _folder["first"], _folder["second"] })
        {
            ModelExport.Segmenter(_segmenter, Scheme, Records.MadeUp, models);
            ModelExport.Classifier(classifier, ModelRole.AnatomyAware, Decision, PreprocessingVersions.Paper1, Records.MadeUp, models);
            ModelExport.Classifier(classifier, ModelRole.Standard, Decision, PreprocessingVersions.Paper1, Records.MadeUp, models);
        }

        var files = Directory.GetFiles(_folder["first"], "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder["first"], file)).Order().ToList();
        files.ShouldBe(["anatomy-aware/card.json", "anatomy-aware/model.onnx", "segmenter/card.json", "segmenter/model.onnx", "standard/card.json", "standard/model.onnx"]);
        foreach (var file in files)
            File.ReadAllBytes(Path.Combine(_folder["second"], file)).ShouldBe(File.ReadAllBytes(Path.Combine(_folder["first"], file)), file);
        ModelStore.Open(_folder["first"]).Models.Count.ShouldBe(3);
        classifier.training.ShouldBeTrue();
    }

    [Fact]
    [Trait("Requirement", "TRA-05")]
    public void Card_says_how_the_model_was_trained_and_what_it_is_not_for()
    {
        var card = ModelExport.Segmenter(_segmenter, Scheme, Records.MadeUp, Models).Card;
        card.Architecture.ShouldBe("monai-unet 8-16-32-64");
        card.Scheme.ShouldBe(Scheme);
        card.Name.ShouldBe("synthetic-sacroiliac-segmentation");
        card.IntendedUse.ShouldContain("trained on synthetic images; for demonstration only");
        card.Training!.Train.ShouldBe(Records.MadeUp.Train);
        card.Training.Regime["optimiser"].ShouldBe("AdamW");
        card.Training.Metrics["auc"].ShouldBe(0.75);
        card.Provenance.SourceSha256.ShouldBe(Records.MadeUp.DataSha256);
    }

    [Fact]
    public void Model_trained_on_own_data_is_for_research()
    {
        var card = ModelExport.Segmenter(_segmenter, Scheme, Records.MadeUp with { Synthetic = false }, Models).Card;
        card.Name.ShouldBe("sacroiliac-segmentation");
        card.IntendedUse.ShouldStartWith("Research use only");
    }

    [Fact]
    public void Earlier_model_of_the_same_role_is_replaced_and_others_stay()
    {
        using var classifier = RandomNetworks.Classifier(8, seed: 2);
        var standard = ModelExport.Classifier(classifier, ModelRole.Standard, Decision, PreprocessingVersions.App1, Records.MadeUp, Models);
        var earlier = ModelExport.Segmenter(_segmenter, Scheme, Records.MadeUp, Models);
        var later = ModelExport.Segmenter(_segmenter, Scheme, Records.MadeUp with { Seed = 2 }, Models);
        later.CardDigest.ShouldNotBe(earlier.CardDigest);
        ModelStore.Open(Models).Segmenter!.CardDigest.ShouldBe(later.CardDigest);
        ModelStore.Open(Models).Standard!.CardDigest.ShouldBe(standard.CardDigest);
        Directory.GetDirectories(Models).Select(Path.GetFileName).ShouldBe(["segmenter", "standard"], ignoreOrder: true);
    }

    [Fact]
    public void Folder_of_something_else_under_the_roles_name_is_left_as_it_is()
    {
        using var classifier = RandomNetworks.Classifier(8, seed: 2);
        ModelExport.Classifier(classifier, ModelRole.Standard, Decision, PreprocessingVersions.Paper1, Records.MadeUp, Models);
        Directory.Move(Path.Combine(Models, "standard"), Path.Combine(Models, "segmenter"));
        Should.Throw<IOException>(() => ModelExport.RequirePlace(ModelRole.Segmenter, Models)).Message.ShouldContain("expected a segmenter model or nothing");
        Should.Throw<IOException>(() => ModelExport.Segmenter(_segmenter, Scheme, Records.MadeUp, Models));
        ModelCard.Parse(File.ReadAllBytes(Path.Combine(Models, "segmenter", "card.json"))).Role.ShouldBe(ModelRole.Standard);
    }

    [Fact]
    [Trait("Requirement", "TRA-03")]
    public void Place_that_cannot_be_written_to_is_refused_before_training()
    {
        File.WriteAllText(_folder["file"], "");
        Should.Throw<IOException>(() => ModelExport.RequirePlace(ModelRole.Standard, Path.Combine(_folder["file"], "models")));
    }

    public static TheoryData<string, TrainingRecord> WrongRecords { get; } = new()
    {
        { "training.dataFile", Records.MadeUp with { DataFile = " " } },
        { "training.dataSha256", Records.MadeUp with { DataSha256 = "abc" } },
        { "training.train.images", Records.MadeUp with { Train = new TrainingSet(0, 0) } },
        { "training.validation.subjects", Records.MadeUp with { Validation = new TrainingSet(5, 6) } },
        { "training.train.prevalence", Records.MadeUp with { Train = new TrainingSet(5, 5, double.NaN) } },
        { "training.regime.batch", Records.MadeUp with { Regime = new Dictionary<string, string> { ["batch"] = "" } } },
        { "training.bestEpoch", Records.MadeUp with { BestEpoch = 0 } },
        { "training.metrics", Records.MadeUp with { Metrics = new Dictionary<string, double>() } },
        { "training.metrics.dice", Records.MadeUp with { Metrics = new Dictionary<string, double> { ["dice"] = double.NaN } } },
        { "training.tool", Records.MadeUp with { Tool = "" } },
    };

    [Theory]
    [MemberData(nameof(WrongRecords), DisableDiscoveryEnumeration = true)]
    public void Record_with_a_value_out_of_range_is_refused_by_its_key_and_nothing_is_stored(string key, TrainingRecord record)
    {
        Should.Throw<ModelRefusedException>(() => ModelExport.Segmenter(_segmenter, Scheme, record, Models)).Key.ShouldBe(key);
        Directory.Exists(Models).ShouldBeFalse();
    }

    [Theory]
    [InlineData(768, 500, 67, "scheme.window")]
    [InlineData(768, 512, 100, "scheme.step")]
    [InlineData(60, 60, 60, "scheme.window")]
    public void Scheme_that_does_not_fit_the_network_is_refused_by_its_key(int grid, int window, int step, string key)
        => Should.Throw<ModelRefusedException>(() => ModelExport.Segmenter(
            _segmenter, new SegmentationScheme(grid == window ? SchemeKind.SinglePass : SchemeKind.Windows, grid, window, step), Records.MadeUp, Models)).Key.ShouldBe(key);

    [Fact]
    public void Decision_with_confidence_below_the_cutoff_is_refused()
    {
        using var classifier = RandomNetworks.Classifier(8, seed: 2);
        Should.Throw<ModelRefusedException>(() => ModelExport.Classifier(
            classifier, ModelRole.Standard, new DecisionRule(0.8, 0.7), PreprocessingVersions.Paper1, Records.MadeUp, Models)).Key.ShouldBe("decision.confidentThreshold");
    }

    [Fact]
    public void Network_with_a_weight_that_is_no_number_is_refused_and_nothing_is_stored()
    {
        NetworkState.Set(_segmenter.state_dict()["model.2.1.conv.unit0.conv.bias"], [float.NaN, 0, 0, 0]);
        Should.Throw<ModelRefusedException>(() => ModelExport.Segmenter(_segmenter, Scheme, Records.MadeUp, Models)).Expected.ShouldBe("finite values on a fixed picture");
        Directory.GetFileSystemEntries(Models).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Requirement", "TRA-03")]
    public void Card_beside_the_weights_of_another_training_is_refused()
    {
        ModelExport.Segmenter(_segmenter, Scheme, Records.MadeUp, Models);
        using var other = RandomNetworks.Segmenter(8, seed: 3);
        ModelExport.Segmenter(other, Scheme, Records.MadeUp, _folder["other"]);
        File.Copy(Path.Combine(_folder["other"], "segmenter", "model.onnx"), Path.Combine(Models, "segmenter", "model.onnx"), overwrite: true);
        ModelStore.Verify(Models).Single().Refusal!.Key.ShouldBe("weights.sha256");
    }

    [Fact]
    [Trait("Requirement", "TRA-03")]
    public void Card_of_another_grid_than_the_graphs_is_refused()
    {
        var model = ModelExport.Segmenter(_segmenter, Scheme, Records.MadeUp, Models);
        var card = model.Card with { Scheme = SegmentationScheme.SinglePass(128), Input = new ModelInput(1, 128, 128) };
        File.WriteAllBytes(Path.Combine(Models, "segmenter", ModelCard.FileName), card.ToBytes());
        ModelStore.Verify(Models).Single().Refusal!.Key.ShouldBe("input image");
    }
}
