using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AxSpA.Cloud.Statistics;
using AxSpA.Cloud.Statistics.Diagnosis;
using AxSpA.Cloud.Statistics.Evaluation;
using AxSpA.Cloud.Statistics.Resampling;

namespace AxSpA.Cloud.Reports.Evaluation;

/// <summary>The numbers of an evaluation for programs. Its shape is a contract; what does not exist is null.</summary>
public static class MetricsJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(IReadOnlyList<SetEvaluation> sets, EvaluationSource source, CutoffRule cutoffs, CaseBootstrap bootstrap)
    {
        ArgumentNullException.ThrowIfNull(sets);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(cutoffs);
        ArgumentNullException.ThrowIfNull(bootstrap);
        var named = new JsonObject();
        foreach (var set in sets)
            named.Add(set.Name, Set(set));
        return new JsonObject
        {
            ["sets"] = named,
            ["source"] = new JsonObject { ["file"] = source.Name, ["sha256"] = source.Sha256 },
            ["cutoffs"] = new JsonObject { ["rule"] = source.Cutoffs, ["note"] = cutoffs.Optimistic ? EvaluationReport.Optimism : null },
            ["intervals"] = new JsonObject
            {
                ["level"] = CaseBootstrap.Level,
                ["method"] = bootstrap.Method,
                ["repetitions"] = bootstrap.Repetitions,
                ["seed"] = bootstrap.Seed,
            },
            ["notes"] = new JsonArray([.. EvaluationReport.Notes(sets).Select(note => JsonValue.Create(note))]),
            ["software"] = source.Software,
        }.ToJsonString(Indented) + '\n';
    }

    private static JsonObject Set(SetEvaluation set)
    {
        var models = new JsonObject();
        foreach (var model in set.Models)
            models.Add(model.Model, Model(model));
        return new JsonObject
        {
            ["n"] = set.Cases,
            ["positives"] = set.Positives,
            ["models"] = models,
            ["comparisons"] = new JsonArray([.. set.Comparisons.Select(Comparison)]),
        };
    }

    private static JsonObject Model(ModelEvaluation model)
    {
        var diagnosis = model.Diagnosis;
        return new JsonObject
        {
            ["cutoff"] = diagnosis.Cutoff,
            ["auc"] = Limits(diagnosis.Auc!),
            ["balancedAccuracy"] = Limits(diagnosis.BalancedAccuracy),
            ["sensitivity"] = Limits(diagnosis.Sensitivity),
            ["specificity"] = Limits(diagnosis.Specificity),
            ["accuracy"] = Limits(diagnosis.Accuracy),
            ["precision"] = Limits(diagnosis.Precision),
            ["f1"] = Limits(diagnosis.F1),
            ["mcc"] = Limits(diagnosis.MatthewsCorrelation),
            ["kappa"] = Limits(diagnosis.Kappa),
            ["confusion"] = Confusion(diagnosis.Confusion),
            ["brier"] = model.Brier,
            ["ece"] = model.CalibrationError,
        };
    }

    private static JsonObject Confusion(ConfusionMatrix matrix) => new()
    {
        ["tp"] = matrix.TruePositive,
        ["fn"] = matrix.FalseNegative,
        ["tn"] = matrix.TrueNegative,
        ["fp"] = matrix.FalsePositive,
    };

    private static JsonObject Comparison(ModelComparison pair) => new()
    {
        ["first"] = pair.First,
        ["second"] = pair.Second,
        ["aucDifference"] = Limits(pair.AreaDifference),
        ["delong"] = new JsonObject { ["z"] = pair.Areas?.Z, ["p"] = pair.Areas?.P },
        ["mcnemar"] = McNemarNode.Of(pair.Answers),
    };

    private static JsonObject Limits(Estimate estimate)
        => new() { ["value"] = estimate.Value, ["low"] = estimate.Low, ["high"] = estimate.High, ["method"] = estimate.Method, ["note"] = estimate.Note };
}
