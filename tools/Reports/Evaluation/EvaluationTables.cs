using System.Xml.Linq;
using AxSpA.Cloud.Reports.Drawing;
using AxSpA.Cloud.Reports.Pages;
using AxSpA.Cloud.Statistics;
using AxSpA.Cloud.Statistics.Evaluation;

namespace AxSpA.Cloud.Reports.Evaluation;

/// <summary>The tables of an evaluation.</summary>
internal static class EvaluationTables
{
    private static readonly (string Name, Func<ModelEvaluation, Estimate> Of)[] Rates =
    [
        ("AUC", model => model.Diagnosis.Auc!),
        ("balanced accuracy", model => model.Diagnosis.BalancedAccuracy),
        ("sensitivity", model => model.Diagnosis.Sensitivity),
        ("specificity", model => model.Diagnosis.Specificity),
        ("accuracy", model => model.Diagnosis.Accuracy),
        ("precision", model => model.Diagnosis.Precision),
        ("F1", model => model.Diagnosis.F1),
        ("Matthews correlation", model => model.Diagnosis.MatthewsCorrelation),
        ("Cohen's kappa", model => model.Diagnosis.Kappa),
    ];

    /// <summary>Sets × models with intervals, the publication's table 2; with two models the p of their areas stands beside.</summary>
    public static XElement Performance(IReadOnlyList<SetEvaluation> sets)
    {
        var models = sets[0].Models.Select(model => model.Model).ToList();
        var pair = models.Count == 2;
        var rows = new List<IReadOnlyList<string>>();
        foreach (var set in sets)
        {
            rows.Add([$"{set.Name}: {set.Cases} cases, {Words.Part(set.Positives, set.Cases)} truly positive"]);
            rows.Add(["cut-off (positive above)", .. set.Models.Select(model => Words.Number(model.Diagnosis.Cutoff, "0.00##")), .. P(pair, "")]);
            foreach (var (name, of) in Rates)
                rows.Add([name, .. set.Models.Select(model => Words.Estimate(of(model))), .. P(pair, pair && name == "AUC" ? Words.P(set.Comparisons[0].Areas?.P) : "")]);
            rows.Add(["Brier score", .. set.Models.Select(model => Words.Share(model.Brier)), .. P(pair, "")]);
            rows.Add(["expected calibration error", .. set.Models.Select(model => Words.Share(model.CalibrationError)), .. P(pair, "")]);
        }

        return Html.Table("Performance, with 95 % intervals", ["", .. models, .. P(pair, "p (DeLong)")], rows);
    }

    /// <summary>Each pair of models on each set: areas, then answers; none where there is one model.</summary>
    public static IEnumerable<XElement> Comparisons(IReadOnlyList<SetEvaluation> sets)
    {
        if (sets[0].Comparisons.Count == 0)
            yield break;
        yield return Html.Table(
            "Difference of AUC on the same cases (DeLong)",
            ["", "difference", "z", "p"],
            Pairs(sets, pair => [$"{pair.Second} − {pair.First}", Words.Estimate(pair.AreaDifference), Words.Number(pair.Areas?.Z, "0.00"), Words.P(pair.Areas?.P)]));
        yield return Html.Table(
            "Right answers at the cut-offs on the same cases (McNemar)",
            ["", "first only", "second only", "exact p", "χ²", "p", "corrected p"],
            Pairs(sets, pair =>
            [
                $"{pair.First}, {pair.Second}",
                $"{pair.Answers.FirstOnly}",
                $"{pair.Answers.SecondOnly}",
                Words.P(pair.Answers.ExactP),
                Words.Number(pair.Answers.ChiSquare, "0.00"),
                Words.P(pair.Answers.ChiSquareP),
                Words.P(pair.Answers.ChiSquareCorrectedP),
            ]));
    }

    /// <summary>Reasons why an estimate or an interval is missing, or resamples were drawn again.</summary>
    public static IEnumerable<string> Notes(IReadOnlyList<SetEvaluation> sets)
        => sets.SelectMany(set => set.Models.SelectMany(model => Rates.Select(rate => (rate.Name, rate.Of(model).Note))
                .Where(found => found.Note is not null)
                .GroupBy(found => found.Note!, found => found.Name)
                .Select(found => $"{model.Model} on {set.Name}: {string.Join(", ", found)}: {found.Key}."))
            .Concat(set.Comparisons.Where(pair => pair.AreaDifference.Note is not null).Select(pair => $"{pair.Second} − {pair.First} on {set.Name}: {pair.AreaDifference.Note}.")));

    private static IEnumerable<IReadOnlyList<string>> Pairs(IReadOnlyList<SetEvaluation> sets, Func<ModelComparison, IReadOnlyList<string>> row)
        => sets.SelectMany(set => set.Comparisons.Select(row).Prepend([set.Name]));

    private static string[] P(bool shown, string text) => shown ? [text] : [];
}
