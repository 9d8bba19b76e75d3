namespace AxSpA.Cloud.Contracts.V1;

/// <summary>A subject non-radiographic at baseline is radiographic at a later visit. When it changed lies between the two dates. Published again when what it says changes: the latest holds.</summary>
public sealed record ProgressionObserved
{
    public required string Subject { get; init; }

    public required string Cohort { get; init; }

    public required DateOnly BaselineDate { get; init; }

    public required DateOnly LastSeenNonRadiographic { get; init; }

    public required DateOnly FirstSeenRadiographic { get; init; }

    /// <summary>Whether the follow-up that decides the cohort's outcome (2 years, say) is radiographic; none while no visit in its window is decided.</summary>
    public bool? WithinWindow { get; init; }
}
