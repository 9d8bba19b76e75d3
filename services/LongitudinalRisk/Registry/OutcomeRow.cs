using AxSpA.Cloud.LongitudinalRisk.Cohorts;

namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>A subject's outcome as of a moment. Inserted at each change, never changed; the last one holds.</summary>
public sealed class OutcomeRow
{
    public long Id { get; init; }

    public required string Cohort { get; init; }

    public required string Subject { get; init; }

    public required ProgressionOutcome Outcome { get; init; }

    public DateOnly? LastSeenNonRadiographic { get; init; }

    public DateOnly? FirstSeenRadiographic { get; init; }

    public required DateTimeOffset At { get; init; }
}
