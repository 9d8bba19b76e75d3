namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>What the follow-up within the cohort's window says of a subject.</summary>
public enum ProgressionOutcome
{
    /// <summary>Radiographic at baseline already.</summary>
    RadiographicAtBaseline = 1,

    /// <summary>Non-radiographic at baseline, radiographic at the follow-up.</summary>
    Progressed = 2,

    /// <summary>Non-radiographic at both.</summary>
    NotProgressed = 3,

    /// <summary>Non-radiographic at baseline, no follow-up within the window.</summary>
    NotFollowed = 4,

    /// <summary>The readers decide the baseline, or the follow-up, neither way; or there is no baseline.</summary>
    Unresolved = 5,
}
