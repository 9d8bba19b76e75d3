using System.Xml.Linq;
using AxSpA.Cloud.Reports.Pages;
using AxSpA.Cloud.Statistics.Evaluation;
using AxSpA.Cloud.Statistics.Resampling;

namespace AxSpA.Cloud.Reports.Evaluation;

/// <summary>An evaluation of models against truth as a report.</summary>
public static class EvaluationReport
{
    /// <summary>What is said of <see cref="CutoffRule.Optimistic"/> cut-offs.</summary>
    public const string Optimism = "The cut-offs were chosen on these same cases: every figure at the cut-off is optimistic. AUC, Brier score and calibration do not depend on it.";

    /// <summary>Same input, same report, to the byte.</summary>
    /// <param name="sets">One or more, each with the same models in the same order.</param>
    /// <param name="source">What they were made of.</param>
    /// <param name="cutoffs">How the cut-offs were found.</param>
    /// <param name="bootstrap">That made the intervals.</param>
    public static Report Of(IReadOnlyList<SetEvaluation> sets, EvaluationSource source, CutoffRule cutoffs, CaseBootstrap bootstrap)
    {
        ArgumentNullException.ThrowIfNull(sets);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(cutoffs);
        ArgumentNullException.ThrowIfNull(bootstrap);
        var figures = new EvaluationFigures(sets, bootstrap.Method);
        var notes = Notes(sets);
        var page = Page.Of(
            $"Evaluation of {string.Join(", ", sets[0].Models.Select(model => model.Model))}",
            $"{(sets.Count == 1 ? "" : $"{sets.Count} sets, ")}{sets.Sum(set => set.Cases)} cases from {source.Name}",
            cutoffs.Optimistic ? Html.Class("p", "warning", Optimism) : null,
            Html.Of("h2", "Performance"),
            EvaluationTables.Performance(sets),
            notes.Count == 0 ? null : Html.Class("ul", "notes", notes.Select(note => Html.Of("li", note))),
            EvaluationTables.Comparisons(sets),
            figures.OfModels.Count == 0 ? null : new object[] { Html.Of("h2", "Receiver operating characteristics, all sets"), Page.Figures(figures.OfModels) },
            sets.Select((set, index) => Section(set, index, figures)),
            Html.Of("h2", "What these numbers are"),
            Explanations(source, bootstrap.Method));
        return new Report(MetricsJson.Of(sets, source, cutoffs, bootstrap), page, figures.All);
    }

    /// <summary>Why an estimate or an interval is missing, says less than it seems to, or needed resamples drawn again: a sentence each.</summary>
    public static IReadOnlyList<string> Notes(IReadOnlyList<SetEvaluation> sets)
    {
        ArgumentNullException.ThrowIfNull(sets);
        return [.. EvaluationTables.Notes(sets)];
    }

    private static object[] Section(SetEvaluation set, int index, EvaluationFigures figures) =>
    [
        Html.Of("h2", set.Name == "all" ? "All cases" : set.Name),
        Page.Figures(figures.OfSets[index]),
        .. set.Models.SelectMany((model, place) => new[] { Html.Of("h3", model.Model), Page.Figures(figures.OfModelsInSets[index][place]) }),
    ];

    private static XElement Explanations(EvaluationSource source, string method) => Html.Of(
        "dl",
        Term("positive", "Truth: definite radiographic sacroiliitis. Model: a probability strictly above the cut-off."),
        Term("cut-off", source.Cutoffs),
        Term("intervals", $"95 %, {method}; the same resamples for all figures of a set. A resample that leaves a figure undefined (one class alone, say) is drawn again and counted."),
        Term("AUC", "Chance that a truly positive case gets a higher probability than a truly negative one, ties half (Mann–Whitney)."),
        Term("balanced accuracy", "Mean of sensitivity and specificity; what the publication's abstract calls accuracy. Accuracy here is the plain share of right answers."),
        Term("p (DeLong)", "Two-sided test that two AUCs on the same cases are equal, with the normal interval of their difference (DeLong's variance by Sun and Xu's algorithm)."),
        Term("McNemar", "Cases that only the first or only the second model answers right: exact binomial p, chi-square without and with Edwards' continuity correction."),
        Term("Brier score", "Mean squared distance of probability and truth, 0 is best."),
        Term("calibration error", "Mean distance of probability and share of truly positive over ten bins of equal width, weighted by cases."),
        Term("made by", source.Software),
        Html.Of("dt", "made of"),
        Html.Of("dd", source.Name, Html.Class("div", "digest", $"SHA-256 {source.Sha256}")));

    private static XElement[] Term(string name, string words) => [Html.Of("dt", name), Html.Of("dd", words)];
}
