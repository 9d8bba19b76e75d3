namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>The rules that a cohort's states were derived by; other rules mean deriving again.</summary>
public sealed class CohortRow
{
    public required string Cohort { get; init; }

    /// <summary>The rules as text.</summary>
    public required string Rules { get; set; }

    public required DateTimeOffset DerivedAt { get; set; }
}
