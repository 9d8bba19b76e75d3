using AxSpA.Cloud.Reports.Drawing;
using AxSpA.Cloud.Statistics;
using AxSpA.Cloud.Statistics.Progression;

namespace AxSpA.Cloud.Reports.Risk;

/// <summary>Estimators of a table as a reader sees them.</summary>
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

    public static string Value(Estimate? estimate, string decimals = Decimals) => Words.Number(estimate?.Value, decimals);

    public static string Limits(Estimate? estimate, string decimals = Decimals) => estimate is null or { Low: null, High: null }
        ? Words.Missing
        : $"{Words.Number(estimate.Low, decimals)} to {Words.Number(estimate.High, decimals)}";
}
