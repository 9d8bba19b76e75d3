using AxSpA.Cloud.Reports.Drawing;
using AxSpA.Cloud.Reports.Plots;
using AxSpA.Cloud.Statistics.Calibration;
using AxSpA.Cloud.Statistics.Evaluation;

namespace AxSpA.Cloud.Reports.Evaluation;

/// <summary>Every drawing of an evaluation.</summary>
internal sealed class EvaluationFigures
{
    private const string Band = "Shaded: pointwise 95 % interval of the sensitivity";

    private readonly FileNames _names = new();
    private readonly bool _alone;

    public EvaluationFigures(IReadOnlyList<SetEvaluation> sets, string method)
    {
        _alone = sets.Count == 1;
        // One set is overlaid by its models already.
        OfModels = sets.Count == 1 ? [] : [.. sets[0].Models.Select(model => OfModel(model.Model, sets, method))];
        OfSets = [.. sets.Select(set => OfSet(set, method))];
        OfModelsInSets = [.. sets.Select(set => set.Models.Select(model => Of(set, model)).ToList())];
    }

    /// <summary>All sets on one another, a model each; none where there is one set.</summary>
    public IReadOnlyList<Figure> OfModels { get; }

    /// <summary>All models on one another, and how sure they are by class; for each set.</summary>
    public IReadOnlyList<IReadOnlyList<Figure>> OfSets { get; }

    /// <summary>For each set and model: confusion matrix, reliability, histogram, curves against the cut-off.</summary>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<Figure>>> OfModelsInSets { get; }

    public IReadOnlyList<Figure> All => [.. OfModels, .. OfSets.SelectMany(figures => figures), .. OfModelsInSets.SelectMany(models => models.SelectMany(figures => figures))];

    private Figure OfModel(string model, IReadOnlyList<SetEvaluation> sets, string method)
    {
        var series = sets.Select(set => Series(set.Name, set.Models.Single(one => one.Model == model))).ToList();
        return new Figure(_names.Of("roc", model), $"{Band}, {method}. AUC with its interval.", RocPlot.Of($"ROC of {model}", series));
    }

    private IReadOnlyList<Figure> OfSet(SetEvaluation set, string method)
    {
        var confidence = set.Models.Select(model => (model.Model, (IReadOnlyList<ClassConfidence>)[ClassConfidence.Of(model.Cases, true), ClassConfidence.Of(model.Cases, false)])).ToList();
        return
        [
            new Figure(_names.Of(set.Name, "roc"), $"{Band}, {method}. AUC with its interval.", RocPlot.Of($"ROC{Place(set)}", [.. set.Models.Select(model => Series(model.Model, model))])),
            new Figure(
                _names.Of(set.Name, "confidence"),
                "Probability given to the class that a case truly has: 1 is sure and right, 0 sure and wrong. Box: middle half and median; whiskers: 5 to 95 %; dot: mean.",
                ConfidencePlot.Of($"Confidence by class{Place(set)}", confidence)),
        ];
    }

    private IReadOnlyList<Figure> Of(SetEvaluation set, ModelEvaluation model)
    {
        var (cutoff, place) = (model.Diagnosis.Cutoff, $"{model.Model}{Place(set)}");
        return
        [
            new Figure(
                _names.Of(set.Name, model.Model, "confusion"),
                $"Confusion matrix; positive: probability above {Words.Number(cutoff, "0.00##")}. Shares are of the row.",
                ConfusionPlot.Of(place, model.Diagnosis.Confusion)),
            new Figure(_names.Of(set.Name, model.Model, "histogram"), "Probabilities by truth, in twentieths.", ProbabilityHistogram.Of(place, model.Cases, cutoff)),
            new Figure(
                _names.Of(set.Name, model.Model, "reliability"),
                $"Reliability in tenths with Wilson's 95 % intervals; on the dotted line probabilities mean what they say. Brier {Words.Share(model.Brier)}, calibration error {Words.Share(model.CalibrationError)}.",
                ReliabilityPlot.Of(place, model.Cases)),
            new Figure(_names.Of(set.Name, model.Model, "cutoff"), "Sensitivity and false-positive rate (1 − specificity) against the cut-off.", CutoffPlot.Of(place, model.Cases, cutoff)),
        ];
    }

    private string Place(SetEvaluation set) => _alone ? "" : $" on {set.Name}";

    private static RocSeries Series(string name, ModelEvaluation model) => new($"{name}  {Words.Estimate(model.Diagnosis.Auc!)}", model.Roc, model.Band);
}
