namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>The rules that a cohort's states were derived by, see <see cref="RulesInForce"/>.</summary>
public sealed class CohortRow
{
    public required string Cohort { get; init; }

    /// <summary>The rules as text.</summary>
    public required string Rules { get; set; }

    public required DateTimeOffset DerivedAt { get; set; }

    /// <summary>Until when nobody brings other rules into force; moved on by replicas that have these.</summary>
    public DateTimeOffset HeldUntil { get; set; }
}
