using System.Xml.Linq;
using AxSpA.Cloud.Reports.Drawing;
using AxSpA.Cloud.Reports.Evaluation;
using AxSpA.Cloud.Reports.Pages;
using AxSpA.Cloud.Statistics.Evaluation;

namespace AxSpA.Cloud.Reports.Phantoms;

/// <summary>Models against synthetic radiographs as a report.</summary>
public static class PhantomReport
{
    public const string MetricsFile = "evaluation.json";

    /// <summary>Same input, same report, to the byte.</summary>
    /// <param name="metrics">The numbers for programs.</param>
    /// <param name="source">What they were made of.</param>
    /// <param name="tables">Figures with their limits.</param>
    /// <param name="sets">The classifiers on all cases, then on each site; none where no case was answered.</param>
    /// <param name="method">Of the intervals, in words.</param>
    public static Report Of(string metrics, PhantomSource source, IReadOnlyList<ReportTable> tables, IReadOnlyList<SetEvaluation> sets, string method)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(sets);
        List<Figure> figures = sets.Count == 0 ? [] : [.. new EvaluationFigures(sets, method).OfSets.SelectMany(ofSet => ofSet)];
        var page = Page.Of(
            "Models on phantoms",
            $"{source.Cases} synthetic radiographs from {source.Cohorts}",
            Html.Class("p", "warning", "Synthetic radiographs throughout: these figures say how the software works, and nothing of how it would do on patients."),
            Html.Of("h2", "Figures and limits"),
            tables.Select(table => Html.Table(table.Caption, table.Heads, table.Rows)),
            sets.Count == 0 ? null : new object?[] { Html.Of("h2", "Classifiers"), EvaluationTables.Performance(sets), EvaluationTables.Comparisons(sets), Page.Figures(figures) },
            Html.Of("h2", "What these numbers are"),
            Explanations(source, method));
        return new Report(metrics, page, figures) { MetricsName = MetricsFile };
    }

    private static XElement Explanations(PhantomSource source, string method) => Html.Of(
        "dl",
        Term("truth", "The phantom's grades by the modified New York criterion: grade 2 or more on both sides, or 3 or more on one."),
        Term("limit", "What the figure of all cases should be; a site that misses it alone is marked ✗."),
        Term("intervals", $"95 %: {method} for means and ratios; Wilson for shares of cases; DeLong for AUC in the tables of limits."),
        Term("heat", "Plain Grad-CAM of the class with the larger logit, as the pipeline draws it, on the radiograph's own pixels; the anatomy-aware model's is zero outside its crop."),
        Term("share", "Part of a map's sum that lies on the drawn joint, symphysis or hips, mean over cases."),
        Term("over", "A ratio of means: mean heat on the one over mean heat on the other, all cases together."),
        Term("logistic regression", "On mean and standard deviation of the grey values, rows, columns and pixel spacing; each case predicted by a fit without it."),
        Term("models", source.Models),
        Term("made by", source.Software));

    private static XElement[] Term(string name, string words) => [Html.Of("dt", name), Html.Of("dd", words)];
}
