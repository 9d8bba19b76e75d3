using AxSpA.Cloud.Reports.Drawing;
using AxSpA.Cloud.Statistics;
using AxSpA.Cloud.Statistics.Cohorts;
using AxSpA.Cloud.Statistics.Progression;

namespace AxSpA.Cloud.Reports.Risk;

/// <summary>A cohort's flow and the estimators of a table as a reader sees them.</summary>
public static class RiskWords
{
    private const string Decimals = "0.00";

    /// <summary>In the order of the publication's figure first.</summary>
    public static IReadOnlyList<(string Name, Estimate? Estimate)> Named(RiskEstimators estimators)
    {
        ArgumentNullException.ThrowIfNull(estimators);
        return
        [
            ("ratio to the cohort's rate", estimators.RatioToCohort),
            ("  interval the publication's way", estimators.RatioToCohortSeparate),
            ("risk ratio", estimators.RiskRatio),
            ("odds ratio", estimators.OddsRatio),
            ("odds ratio, conditional", estimators.OddsRatioExact),
            ("risk difference", estimators.RiskDifference),
            ("number needed to follow", estimators.NumberNeededToFollow),
        ];
    }

    /// <summary>The steps, each a part of the one before.</summary>
    public static string Steps(CohortFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return $"{flow.Imaged} with a baseline radiograph or reading, of these {flow.Followed} followed, of these {flow.FollowedInWindow} within the window, "
            + $"of these {flow.Negative} non-radiographic at baseline, of these {flow.Progressed} progressed";
    }

    /// <summary>What the cohort's rule leaves open.</summary>
    public static string Undecided(CohortFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        var why = flow.Undecided + flow.UndecidedAtFollowUp > 0 ? "; some rules count blinded readings alone" : "";
        return $"undecided by the readers: {flow.Undecided} of {flow.Imaged} baselines, {flow.UndecidedAtFollowUp} of {flow.Negative} follow-ups of those non-radiographic at baseline{why}";
    }

    /// <summary>Baselines without a model's answer, for which another site is the usual reason; null where there are none.</summary>
    public static string? Unread(CohortFlow flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        if (flow.Unread == 0)
            return null;
        return $"no model has read {(flow.Unread == flow.Imaged ? "a baseline" : $"{flow.Unread} of {flow.Imaged} baselines")} of this cohort: are radiographs sent with the same site as the visits?";
    }

    public static string Value(Estimate? estimate, string decimals = Decimals) => Words.Number(estimate?.Value, decimals);

    public static string Limits(Estimate? estimate, string decimals = Decimals) => estimate is null or { Low: null, High: null }
        ? Words.Missing
        : $"{Words.Number(estimate.Low, decimals)} to {Words.Number(estimate.High, decimals)}";
}
