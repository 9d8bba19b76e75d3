using System.Globalization;
using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Inference;

/// <summary>What the values of a model card must be.</summary>
internal static class ModelCardRules
{
    public static void Check(ModelCard card)
    {
        Require("schema", ModelCard.CurrentSchema, card.Schema, card.Schema == ModelCard.CurrentSchema);
        RequireText("name", card.Name);
        RequireText("version", card.Version);
        RequireText("architecture", card.Architecture);
        RequireText("intendedUse", card.IntendedUse);
        Require("role", "segmenter, anatomy-aware or standard", card.Role, Enum.IsDefined(card.Role));
        Check(card.Weights);
        Require("input.channels", "1", card.Input.Channels, card.Input.Channels == 1);
        Require("input.rows", "1 to 4096", card.Input.Rows, card.Input.Rows is >= 1 and <= 4096);
        Require("input.columns", "1 to 4096", card.Input.Columns, card.Input.Columns is >= 1 and <= 4096);
        if (card.Role == ModelRole.Segmenter)
            CheckSegmenter(card);
        else
            CheckClassifier(card);
        if (card.Training is { } training)
            CheckTraining(card, training);
    }

    private static void Check(ModelWeights weights)
    {
        Require("weights.file", "a file name without a folder", weights.File, IsPlainFileName(weights.File));
        Require("weights.sha256", "64 lower-case hexadecimal digits", weights.Sha256, IsSha256(weights.Sha256));
        Require("weights.bytes", "at least 1", weights.Bytes, weights.Bytes >= 1);
    }

    private static void CheckSegmenter(ModelCard card)
    {
        Require("preprocessing", "none for a segmenter", card.Preprocessing, card.Preprocessing is null);
        Require("decision", "none for a segmenter", card.Decision, card.Decision is null);
        var scheme = card.Scheme ?? throw new ModelRefusedException("scheme", "windows or single-pass for a segmenter", "none");
        Require("scheme.kind", "windows or single-pass", scheme.Kind, Enum.IsDefined(scheme.Kind));
        Require("scheme.gridSide", "1 to 4096", scheme.GridSide, scheme.GridSide is >= 1 and <= 4096);
        if (scheme.Kind == SchemeKind.SinglePass)
            Require("scheme.window", $"gridSide ({scheme.GridSide}) in a single pass", scheme.Window, scheme.Window == scheme.GridSide);
        Require("scheme.window", $"1 to gridSide ({scheme.GridSide})", scheme.Window, scheme.Window >= 1 && scheme.Window <= scheme.GridSide);
        Require("scheme.step", $"1 to window ({scheme.Window})", scheme.Step, scheme.Step >= 1 && scheme.Step <= scheme.Window);
        Require("scheme.step", "a divisor of gridSide - window", scheme.Step, (scheme.GridSide - scheme.Window) % scheme.Step == 0);
        Require("input.rows", $"scheme.window ({scheme.Window})", card.Input.Rows, card.Input.Rows == scheme.Window);
        Require("input.columns", $"scheme.window ({scheme.Window})", card.Input.Columns, card.Input.Columns == scheme.Window);
    }

    private static void CheckClassifier(ModelCard card)
    {
        Require("scheme", "none for a classifier", card.Scheme, card.Scheme is null);
        var preprocessing = card.Preprocessing ?? throw new ModelRefusedException("preprocessing", "one for a classifier", "none");
        Require(
            "preprocessing.version",
            string.Join(" or ", PreprocessingVersions.All),
            preprocessing.Version,
            PreprocessingVersions.All.Contains(preprocessing.Version));
        // A version's numbers never change: a card that names other ones would be read differently from what it says.
        var rules = PreprocessingRules.For(preprocessing.Version);
        RequireNumber("preprocessing.jointDilationShare", rules.JointDilationShare, preprocessing.JointDilationShare);
        RequireNumber("preprocessing.claheClipShare", rules.ClaheClipShare, preprocessing.ClaheClipShare);
        RequireNumber("input.rows", rules.ClassifierRows, card.Input.Rows);
        RequireNumber("input.columns", rules.ClassifierColumns, card.Input.Columns);
        var decision = card.Decision ?? throw new ModelRefusedException("decision", "one for a classifier", "none");
        RequireShare("decision.cutoff", decision.Cutoff);
        RequireShare("decision.confidentThreshold", decision.ConfidentThreshold);
        // Confident implies positive: with a threshold below the cut-off a result could be confident and negative.
        Require(
            "decision.confidentThreshold",
            $"at least the cut-off ({decision.Cutoff.ToString(CultureInfo.InvariantCulture)})",
            decision.ConfidentThreshold,
            decision.ConfidentThreshold >= decision.Cutoff);
    }

    private static void CheckTraining(ModelCard card, TrainingRecord training)
    {
        RequireText("training.dataFile", training.DataFile);
        Require("training.dataSha256", "64 lower-case hexadecimal digits", training.DataSha256, IsSha256(training.DataSha256));
        Check("training.train", training.Train);
        Check("training.validation", training.Validation);
        foreach (var (name, value) in training.Regime)
            RequireText($"training.regime.{name}", value);
        Require("training.bestEpoch", "at least 1", training.BestEpoch, training.BestEpoch >= 1);
        Require("training.metrics", "at least one", "none", training.Metrics.Count > 0);
        foreach (var (name, value) in training.Metrics)
            Require($"training.metrics.{name}", "a finite number", value, double.IsFinite(value));
        RequireText("training.tool", training.Tool);
        if (!training.Synthetic)
            return;
        // Whoever reads only the intended use, or only the name, must not take a demonstration for more than that.
        Require(
            "intendedUse",
            $"\"{TrainingRecord.SyntheticStatement}\" of a model with training.synthetic",
            card.IntendedUse,
            card.IntendedUse.Contains(TrainingRecord.SyntheticStatement, StringComparison.Ordinal));
        Require(
            "name",
            $"one that begins with \"{TrainingRecord.SyntheticNamePrefix}\" of a model with training.synthetic",
            card.Name,
            card.Name.StartsWith(TrainingRecord.SyntheticNamePrefix, StringComparison.Ordinal));
    }

    private static void Check(string key, TrainingSet set)
    {
        Require($"{key}.images", "at least 1", set.Images, set.Images >= 1);
        Require($"{key}.subjects", $"1 to images ({set.Images})", set.Subjects, set.Subjects >= 1 && set.Subjects <= set.Images);
        Require($"{key}.prevalence", "0 to 1", set.Prevalence, set.Prevalence is null or (>= 0 and <= 1));
    }

    private static void RequireText(string key, string value)
        => Require(key, "some words", value.Length == 0 ? "nothing" : value, !string.IsNullOrWhiteSpace(value));

    private static void RequireNumber(string key, double expected, double found)
        => Require(key, expected.ToString(CultureInfo.InvariantCulture), found, expected.Equals(found));

    private static void RequireShare(string key, double value) => Require(key, "above 0 and below 1", value, value is > 0 and < 1);

    private static void Require(string key, string expected, object? found, bool holds)
    {
        if (!holds)
            throw new ModelRefusedException(key, expected, Convert.ToString(found, CultureInfo.InvariantCulture) ?? "none");
    }

    private static bool IsPlainFileName(string name) => name.Length > 0 && name is not ("." or "..") && !name.AsSpan().ContainsAny('/', '\\', '\0');

    private static bool IsSha256(string digest) => digest.Length == 64 && digest.All(char.IsAsciiHexDigitLower);
}
