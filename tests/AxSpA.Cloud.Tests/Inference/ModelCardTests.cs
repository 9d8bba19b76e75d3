using System.Text;
using AxSpA.Cloud.Cli.Commands;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Inference;

public class ModelCardTests
{
    private static readonly string Segmenter = Text(LightModels.SegmenterCard(1, 96));

    private static readonly string Classifier = Text(LightModels.ClassifierCard(ModelRole.Standard, 1));

    private static readonly string Trained = Text(LightModels.SegmenterCard(1, 96) with
    {
        Name = "synthetic-segmenter",
        IntendedUse = $"Tests only: {TrainingRecord.SyntheticStatement}.",
        Training = new TrainingRecord
        {
            DataFile = "manifest.csv",
            DataSha256 = new string('a', 64),
            Synthetic = true,
            Train = new TrainingSet(85, 40, 0.5),
            Validation = new TrainingSet(15, 8),
            Regime = new Dictionary<string, string> { ["optimiser"] = "AdamW" },
            Seed = 1,
            BestEpoch = 3,
            Metrics = new Dictionary<string, double> { ["auc"] = 0.75 },
            Tool = "tests",
        },
    });

    [Fact]
    public void Card_written_and_read_is_the_same_card_and_the_same_bytes()
    {
        foreach (var text in new[] { Segmenter, Classifier })
            Text(ModelCard.Parse(Encoding.UTF8.GetBytes(text))).ShouldBe(text);
        Segmenter.ShouldStartWith("{\n  \"schema\": \"axspa.model-card/1\",\n");
        Segmenter.ShouldEndWith("}\n");
    }

    [Fact]
    public void Every_preprocessing_version_of_a_card_has_rules()
    {
        foreach (var version in PreprocessingVersions.All)
            PreprocessingRules.For(version).Version.ShouldBe(version);
    }

    [Theory]
    [InlineData("\"schema\": \"axspa.model-card/1\"", "\"schema\": \"axspa.model-card/2\"", "schema", "axspa.model-card/2")]
    [InlineData("\"name\": \"light-standard\"", "\"name\": \"\"", "name", "nothing")]
    [InlineData("\"file\": \"model.onnx\"", "\"file\": \"../model.onnx\"", "weights.file", "../model.onnx")]
    [InlineData("\"bytes\": 1", "\"bytes\": 0", "weights.bytes", "0")]
    [InlineData("\"channels\": 1", "\"channels\": 3", "input.channels", "3")]
    [InlineData("\"rows\": 416", "\"rows\": 400", "input.rows", "400")]
    [InlineData("\"version\": \"paper-1\"", "\"version\": \"paper-2\"", "preprocessing.version", "paper-2")]
    [InlineData("\"jointDilationShare\": 0.05", "\"jointDilationShare\": 0.06", "preprocessing.jointDilationShare", "0.06")]
    [InlineData("\"claheClipShare\": 0.01", "\"claheClipShare\": 0.02", "preprocessing.claheClipShare", "0.02")]
    [InlineData("\"cutoff\": 0.59", "\"cutoff\": 1.5", "decision.cutoff", "1.5")]
    [InlineData("\"confidentThreshold\": 0.7", "\"confidentThreshold\": 0.5", "decision.confidentThreshold", "0.5")]
    public void Classifier_card_with_a_value_out_of_range_is_refused_by_its_key(string text, string changed, string key, string found)
        => Refusal(Classifier, text, changed).ShouldSatisfyAllConditions(
            refusal => refusal.Key.ShouldBe(key),
            refusal => refusal.Found.ShouldBe(found));

    [Theory]
    [InlineData("\"window\": 96", "\"window\": 64", "scheme.window")]
    [InlineData("\"gridSide\": 96", "\"gridSide\": 0", "scheme.gridSide")]
    [InlineData("\"step\": 96", "\"step\": 97", "scheme.step")]
    [InlineData("\"kind\": \"single-pass\"", "\"kind\": \"nine\"", "card.json")]
    [InlineData("\"rows\": 96", "\"rows\": 95", "input.rows")]
    [InlineData("\"role\": \"segmenter\"", "\"role\": \"standard\"", "scheme")]
    [InlineData("\"schema\"", "\"unknown\": 1,\n  \"schema\"", "card.json")]
    [InlineData("\"name\": \"light-segmenter\",", "", "card.json")]
    [InlineData("\"name\": \"light-segmenter\"", "\"name\": null", "card.json")]
    [InlineData("}\n", "", "card.json")]
    public void Segmenter_card_with_a_value_out_of_range_is_refused_by_its_key(string text, string changed, string key)
        => Refusal(Segmenter, text, changed).Key.ShouldBe(key);

    [Theory]
    [InlineData(0.59, false)]
    [InlineData(0.5900001, true)]
    public void Positive_is_strictly_above_the_cutoff(double probability, bool positive)
        => new DecisionRule(0.59, 0.70).IsPositive(probability).ShouldBe(positive);

    [Fact]
    public void Published_scheme_has_nine_windows()
        => SegmentationScheme.Published.Origins.ShouldBe([0, 128, 256]);

    [Fact]
    public void Card_of_a_training_read_is_the_card_written_and_a_card_without_one_has_none()
    {
        Text(ModelCard.Parse(Encoding.UTF8.GetBytes(Trained))).ShouldBe(Trained);
        ModelCard.Parse(Encoding.UTF8.GetBytes(Trained)).Training!.Regime["optimiser"].ShouldBe("AdamW");
        ModelCard.Parse(Encoding.UTF8.GetBytes(Segmenter)).Training.ShouldBeNull();
        Segmenter.ShouldNotContain("training");
    }

    [Theory]
    [InlineData("\"images\": 15", "\"images\": 0", "training.validation.images")]
    [InlineData("\"prevalence\": 0.5", "\"prevalence\": 1.5", "training.train.prevalence")]
    [InlineData("\"AdamW\"", "\" \"", "training.regime.optimiser")]
    [InlineData("\"bestEpoch\": 3", "\"bestEpoch\": 0", "training.bestEpoch")]
    [InlineData("\"auc\": 0.75", "", "training.metrics")]
    [InlineData("\"seed\": 1", "\"seed\": 1, \"luck\": 2", "card.json")]
    [InlineData("\"seed\": 1,", "", "card.json")]
    [InlineData("trained on synthetic images; for demonstration only", "for every clinic", "intendedUse")]
    [InlineData("\"name\": \"synthetic-segmenter\"", "\"name\": \"segmenter\"", "name")]
    public void Training_with_a_value_out_of_range_is_refused_by_its_key(string text, string changed, string key)
        => Refusal(Trained, text, changed).Key.ShouldBe(key);

    [Fact]
    public void Table_of_models_says_what_they_were_trained_on_where_that_is_known()
    {
        using var plain = new StringWriter();
        ModelTable.Write(plain, [Stored(Segmenter)]);
        plain.ToString().ShouldNotContain("trained on");
        using var output = new StringWriter();
        ModelTable.Write(output, [Stored(Segmenter), Stored(Trained)]);
        output.ToString().ShouldContain("synthetic");
    }

    private static StoredModel Stored(string card) => new(ModelCard.Parse(Encoding.UTF8.GetBytes(card)), new string('0', 64), "model.onnx");

    private static ModelRefusedException Refusal(string card, string text, string changed)
    {
        card.ShouldContain(text);
        var position = card.LastIndexOf(text, StringComparison.Ordinal);
        var other = string.Concat(card.AsSpan(0, position), changed, card.AsSpan(position + text.Length));
        return Should.Throw<ModelRefusedException>(() => ModelCard.Parse(Encoding.UTF8.GetBytes(other)));
    }

    private static string Text(ModelCard card) => Encoding.UTF8.GetString(card.ToBytes());
}
