namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>A subject was seen. One a (cohort, subject, visit).</summary>
public sealed record VisitRecord : SubjectRecord
{
    /// <summary>The visit's name in the cohort's protocol, as "baseline" or "M24".</summary>
    public required string Visit { get; init; }

    public required DateOnly Date { get; init; }

    public required string Site { get; init; }

    /// <summary>The visit's radiograph; where none is named, the subject's radiograph acquired nearest to the visit counts (<see cref="CohortRules.RadiographWithinDays"/>).</summary>
    public string? RadiographId { get; init; }

    public override string Key => RecordKey.Visit(Cohort, Subject, Visit);
}
