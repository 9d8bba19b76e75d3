namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>A subject left to another replica: something it follows from changed at one whose rules for the cohort are not in force (<see cref="RulesInForce"/>), or that does not know the cohort.</summary>
public sealed class UnderivedRow
{
    public required string Cohort { get; init; }

    public required string Subject { get; init; }
}
