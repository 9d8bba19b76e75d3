namespace AxSpA.Cloud.Contracts.V1;

/// <summary>The registry holds a classification durably; an analysis is complete only then.</summary>
public sealed record ClassificationRegistered
{
    public required Guid AnalysisId { get; init; }

    public required string RadiographId { get; init; }

    public required ClassificationRoute Route { get; init; }
}
