using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>An event that happened to an analysis. Unique on (analysis, event, route), inserted and never updated.</summary>
public sealed class FactRow
{
    public long Id { get; init; }

    public required Guid AnalysisId { get; init; }

    public required string Event { get; init; }

    public required ClassificationRoute Route { get; init; }

    public required string Payload { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}
