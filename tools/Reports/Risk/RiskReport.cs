using System.Xml.Linq;
using AxSpA.Cloud.Reports.Drawing;
using AxSpA.Cloud.Reports.Pages;
using AxSpA.Cloud.Reports.Plots;
using AxSpA.Cloud.Statistics.Cohorts;

namespace AxSpA.Cloud.Reports.Risk;

/// <summary>Progression in a cohort as a report.</summary>
public static class RiskReport
{
    /// <summary>Same cohort, same report, to the byte.</summary>
    /// <param name="cohort">Its name.</param>
    /// <param name="analysis">Its numbers.</param>
    /// <param name="software">That made the page, with its version.</param>
    public static Report Of(string cohort, CohortAnalysis analysis, string software)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        var names = new FileNames();
        var flow = new Figure(names.Of("flow"), "Each step is a part of the one above.", FlowPlot.Of($"{cohort}: from images to progression", analysis.Flow), Wide: true);
        var forests = analysis.Models.Select(model => model.Estimators is null ? null : Forest(names, model)).ToList();
        var survival = analysis.Models.Select(model => Survival(names, model)).ToList();
        var page = Page.Of(
            $"Progression in {cohort}",
            "Subjects whom the readers call non-radiographic at baseline, by whether a model confidently says otherwise",
            Html.Of("h2", "Flow of subjects"),
            Page.Figures(flow),
            Html.Paragraph($"Seen radiographic and at a later visit non-radiographic again (reverted): {analysis.Flow.Reverted}. With records that contradict each other: {analysis.Flow.Conflicting}."),
            Html.Paragraph(Sentence(RiskWords.Undecided(analysis.Flow))),
            Html.Of("h2", "Flags and progression"),
            RiskWords.Unread(analysis.Flow) is { } unread ? Html.Paragraph(Sentence(unread)) : null,
            analysis.Flow.Imaged == 0 ? Html.Paragraph("No subject of this cohort has a baseline radiograph or reading.") : null,
            analysis.Models.Select(RiskTables.TwoByTwo),
            RiskTables.Estimators(analysis.Models),
            RiskTables.Comparisons(analysis.Comparisons),
            analysis.Models.Count == 0 ? null : Html.Of("h2", "Strata"),
            analysis.Models.Zip(forests, (model, forest) => new object?[] { RiskTables.Strata(model), forest is null ? null : Page.Figures(forest) }),
            analysis.Models.Select((model, index) => new object[] { Html.Of("h2", $"Time to radiographic sacroiliitis by flag: {model.Model}"), SurvivalWords(model), DoubtWords(model), Page.Figures(survival[index]) }),
            Html.Of("h2", "What these numbers are"),
            Explanations(software));
        return new Report(RiskMetrics.Of(cohort, analysis), page, [flow, .. forests.OfType<Figure>(), .. survival.SelectMany(figures => figures)]);
    }

    private static Figure Forest(FileNames names, ModelProgression model) => new(
        names.Of("strata", model.Model),
        "Squares: risk ratio of a stratum, larger for more subjects; lines: its 95 % interval (Katz), with an arrow where it goes on; diamonds: all subjects, and the strata together (Mantel–Haenszel). Right of 1 the flagged progress more often.",
        ForestPlot.Of($"Risk ratio by stratum: {model.Model}", model),
        Wide: true);

    private static Figure[] Survival(FileNames names, ModelProgression model) =>
    [
        new(
            names.Of("survival-kaplan-meier", model.Model),
            "A first approximation: it takes the visit that showed progression for the day on which it came about. Shaded: pointwise 95 % interval (Greenwood, log-log). Above: seen radiographic, of those followed.",
            SurvivalPlot.KaplanMeier($"Kaplan–Meier on visit times: {model.Model}", model.Flagged, model.Unflagged)),
        new(
            names.Of("survival-turnbull", model.Model),
            "Turnbull's estimator for interval-censored times: within a shaded box the data do not say when the share falls, only between which bounds.",
            SurvivalPlot.Turnbull($"Turnbull: {model.Model}", model.Flagged, model.Unflagged)),
    ];

    private static XElement SurvivalWords(ModelProgression model) => Html.Paragraph(model.LogRank is { } test
        ? $"Log-rank test on visit times (an approximation too): χ² {Words.Number(test.ChiSquare, "0.00")}, p {Words.P(test.P)}."
        : "No log-rank test: no event tells the groups apart.");

    private static XElement DoubtWords(ModelProgression model) => Html.Paragraph(
        $"Reverted: {model.Flagged.Reverted} of {model.Flagged.Events} flagged and {model.Unflagged.Reverted} of {model.Unflagged.Events} unflagged events, which stay events here while the tables go by the follow-up. "
        + $"With records that contradict each other: {model.Flagged.Conflicting} of {model.Flagged.Subjects} flagged and {model.Unflagged.Conflicting} of {model.Unflagged.Subjects} unflagged subjects.");

    private static XElement Explanations(string software) => Html.Of(
        "dl",
        Term("flagged", "The readers call the baseline non-radiographic, and the model's probability is above its cut-off and its confident threshold."),
        Term("progressed", "Radiographic, by the readers, at the follow-up within the cohort's window; of several visits there, the decided one nearest to its middle."),
        Term("reverted", "Seen radiographic at a visit and non-radiographic at one after it: readers differ from visit to visit. The tables go by the follow-up within the window, the survival estimates by the first visit seen radiographic, so one subject may be not progressed there and an event here."),
        Term("records that contradict each other", "The sender said two things and not which holds. A reading so contradicted counts for neither side, so its visit may be undecided."),
        Term("ratio to the cohort's rate", "Rate of the flagged over the rate of all, the flagged included. The publication prints this figure and calls it an odds ratio; its printed interval fits a bootstrap that draws the flagged and the cohort apart."),
        Term("risk ratio", "Rate of the flagged over the rate of the unflagged."),
        Term("odds ratio", "Odds of the flagged over odds of the unflagged; conditional: by Fisher's noncentral hypergeometric distribution, all margins fixed."),
        Term("number needed to follow", "Flagged subjects to follow for one progression more than among as many unflagged: 1 / risk difference."),
        Term("together", "The strata's common ratio by Mantel and Haenszel; those for whom the variable was not collected are left out of it; intervals of Robins, Breslow and Greenland (odds) and of Greenland and Robins (risk); p of the Mantel–Haenszel test with continuity correction."),
        Term("McNemar", "Cases that only the first or only the second model answers right at baseline: exact binomial p, chi-square without and with Edwards' continuity correction."),
        Term("an empty cell", "½ is added to every cell (Haldane–Anscombe) and said so; what does not exist is a dash."),
        Term("made by", software));

    private static string Sentence(string words) => $"{char.ToUpperInvariant(words[0])}{words[1..]}{(words.EndsWith('?') ? "" : ".")}";

    private static XElement[] Term(string name, string words) => [Html.Of("dt", name), Html.Of("dd", words)];
}
