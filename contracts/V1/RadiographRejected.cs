namespace AxSpA.Cloud.Contracts.V1;

/// <summary>A route of an analysis ends here because of what the radiograph shows or lacks.</summary>
public sealed record RadiographRejected
{
    public required Guid AnalysisId { get; init; }

    public required string RadiographId { get; init; }

    public required ClassificationRoute Route { get; init; }

    /// <summary>The stage that said no.</summary>
    public required string Stage { get; init; }

    public required RejectionReason Reason { get; init; }

    /// <summary>One sentence: what was expected and what was found.</summary>
    public required string Detail { get; init; }

    /// <summary>Time the stage computed, from its record.</summary>
    public required double Milliseconds { get; init; }
}
