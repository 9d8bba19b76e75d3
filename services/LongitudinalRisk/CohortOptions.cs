using AxSpA.Cloud.Hosting.Identity;

namespace AxSpA.Cloud.LongitudinalRisk;

/// <summary>A cohort's protocol as configured.</summary>
public sealed record CohortOptions
{
    private const int MostMonths = 600;
    private const int MostDays = 366;

    public string Name { get; init; } = "";

    /// <summary>Name of an <see cref="Cohorts.AdjudicationRule"/>.</summary>
    public string Adjudication { get; init; } = "";

    /// <summary>The visit that is the baseline by protocol; empty takes each subject's first visit by date.</summary>
    public string BaselineVisit { get; init; } = "";

    public int FollowUpMonths { get; init; } = 24;

    public int FollowUpToleranceMonths { get; init; } = 6;

    public int RadiographWithinDays { get; init; } = 7;

    internal IEnumerable<(string Member, string Message)> Check()
    {
        if (!PlainName.Is(Name))
            yield return (nameof(Name), $"expected {PlainName.Expected}, found {(Name.Length == 0 ? "nothing" : "other text")}");
        if (Adjudication.Length == 0)
            yield return (nameof(Adjudication), "expected the name of a rule, found nothing");
        if (BaselineVisit.Length > 0 && !PlainName.Is(BaselineVisit))
            yield return (nameof(BaselineVisit), $"expected {PlainName.Expected}, found other text");
        if (FollowUpMonths is < 1 or > MostMonths)
            yield return (nameof(FollowUpMonths), $"expected 1 to {MostMonths} months, found {FollowUpMonths}");
        if (FollowUpToleranceMonths < 0 || FollowUpToleranceMonths >= FollowUpMonths)
            yield return (nameof(FollowUpToleranceMonths), $"expected 0 to less than {FollowUpMonths} months, found {FollowUpToleranceMonths}");
        if (RadiographWithinDays is < 0 or > MostDays)
            yield return (nameof(RadiographWithinDays), $"expected 0 to {MostDays} days, found {RadiographWithinDays}");
    }
}
