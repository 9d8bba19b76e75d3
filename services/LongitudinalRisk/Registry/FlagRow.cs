using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>Something happened to a flag. Inserted, never changed; ids rise in the order of commits, so that a watcher who has seen one has seen all before it.</summary>
public sealed class FlagRow
{
    public long Id { get; init; }

    public required FlagChange Change { get; init; }

    public required string Cohort { get; init; }

    public required string Subject { get; init; }

    public required string RadiographId { get; init; }

    public required Guid AnalysisId { get; init; }

    public required ClassificationRoute Route { get; init; }

    public required string ModelName { get; init; }

    public required string ModelVersion { get; init; }

    public required string ModelCardDigest { get; init; }

    public required string ModelWeightsDigest { get; init; }

    public required double Probability { get; init; }

    public required DateOnly BaselineDate { get; init; }

    /// <summary>The flag with the readings behind it, as JSON (<see cref="Cohorts.RiskFlag"/>).</summary>
    public required string Evidence { get; init; }

    public required DateTimeOffset At { get; init; }
}
