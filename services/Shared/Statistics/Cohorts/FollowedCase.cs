namespace AxSpA.Cloud.Statistics.Cohorts;

/// <summary>What a cohort's reports need of one subject.</summary>
public sealed record FollowedCase
{
    /// <summary>Where the baseline was taken; null where there is none.</summary>
    public string? Site { get; init; }

    /// <summary>Null: not collected; so are the next two.</summary>
    public string? Sex { get; init; }

    public bool? HlaB27 { get; init; }

    public bool? ElevatedCrp { get; init; }

    /// <summary>Whether there is a baseline radiograph, or a reading of one.</summary>
    public bool Imaged { get; init; }

    /// <summary>Whether any visit after baseline is known.</summary>
    public bool Followed { get; init; }

    /// <summary>Whether a follow-up lies within the cohort's window.</summary>
    public bool FollowedInWindow { get; init; }

    /// <summary>The readers' status at baseline; null where they decide neither way.</summary>
    public bool? RadiographicAtBaseline { get; init; }

    /// <summary>The readers' status at the follow-up in the window; null where they decide neither way or there is none.</summary>
    public bool? RadiographicAtFollowUp { get; init; }

    /// <summary>What each model says of the baseline radiograph, in the order of the cohort's models; null where it has not read it.</summary>
    public required IReadOnlyList<ModelAnswer?> Answers { get; init; }

    /// <summary>Non-radiographic at baseline: years from it to the last visit so seen before the first radiographic one.</summary>
    public double? LastSeenNonRadiographicYears { get; init; }

    /// <summary>Non-radiographic at baseline: years from it to the first visit seen radiographic; null where it never was.</summary>
    public double? FirstSeenRadiographicYears { get; init; }

    /// <summary>Whether a visit after that one was seen non-radiographic again.</summary>
    public bool Reverted { get; init; }

    /// <summary>Whether any two records about the subject contradict each other, and nothing says which holds.</summary>
    public bool HasConflictingRecords { get; init; }
}
