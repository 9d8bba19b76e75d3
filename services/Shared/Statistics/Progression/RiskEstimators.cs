namespace AxSpA.Cloud.Statistics.Progression;

/// <summary>Every estimator of one table side by side, each under its own name.</summary>
/// <param name="RatioToCohort">Rate of the flagged over rate of all, patients resampled.</param>
/// <param name="RatioToCohortSeparate">The same with the publication's interval, which draws the groups apart.</param>
/// <param name="RiskRatio">Flagged over unflagged.</param>
/// <param name="OddsRatio">Woolf's.</param>
/// <param name="OddsRatioExact">Conditional.</param>
/// <param name="RiskDifference">Newcombe's.</param>
/// <param name="NumberNeededToFollow">Null where the flagged do not progress more often.</param>
/// <param name="FisherP">Two-sided.</param>
public sealed record RiskEstimators(
    Estimate RatioToCohort,
    Estimate RatioToCohortSeparate,
    Estimate RiskRatio,
    Estimate OddsRatio,
    Estimate OddsRatioExact,
    Estimate RiskDifference,
    Estimate? NumberNeededToFollow,
    double FisherP)
{
    public static RiskEstimators Of(ProgressionTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new RiskEstimators(
            CohortRatio.ByPatients(table),
            CohortRatio.BySeparateGroups(table),
            table.RiskRatio,
            table.OddsRatio,
            ConditionalOddsRatio.Of(table),
            table.RiskDifference,
            table.NumberNeededToFollow,
            table.FisherP);
    }
}
