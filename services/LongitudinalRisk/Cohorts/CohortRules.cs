namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>What a cohort's protocol decides.</summary>
public sealed record CohortRules
{
    public required string Cohort { get; init; }

    public required AdjudicationRule Adjudication { get; init; }

    /// <summary>The visit that is the baseline by protocol. Null takes a subject's first visit by date, which a visit that comes late may change.</summary>
    public string? BaselineVisit { get; init; }

    /// <summary>Months from baseline to the follow-up that decides the outcome.</summary>
    public int FollowUpMonths { get; init; } = 24;

    /// <summary>Months that the follow-up may come earlier or later, both ends included.</summary>
    public int FollowUpToleranceMonths { get; init; } = 6;

    /// <summary>Days between a visit and the acquisition of a radiograph that the visit does not name.</summary>
    public int RadiographWithinDays { get; init; } = 7;

    /// <summary>First and last day of a follow-up that decides the outcome.</summary>
    public (DateOnly First, DateOnly Last) WindowAfter(DateOnly baseline)
        => (baseline.AddMonths(FollowUpMonths - FollowUpToleranceMonths), baseline.AddMonths(FollowUpMonths + FollowUpToleranceMonths));
}
