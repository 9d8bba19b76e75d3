namespace AxSpA.Cloud.Contracts.V1;

/// <summary>A classification can be looked at: its heat map lies on the radiograph.</summary>
public sealed record ClassificationExplained
{
    public required Guid AnalysisId { get; init; }

    public required string RadiographId { get; init; }

    public required ClassificationRoute Route { get; init; }

    /// <summary>The class whose evidence map and overlay show, the more probable one: <c>r-axSpA</c> or <c>nr-axSpA</c>.</summary>
    public string? ExplainedClass { get; init; }

    /// <summary>Plain map on the radiograph's grid, <c>.npy</c> float32, 0..1, zero where the network saw nothing.</summary>
    public required BlobReference HeatMap { get; init; }

    /// <summary>PNG for people: radiograph, heat map, joints, what the network saw, and in words the explained class.</summary>
    public required BlobReference Overlay { get; init; }

    /// <summary>None on the standard route, or where the map is zero everywhere.</summary>
    public JointShares? Shares { get; init; }

    /// <summary>Time the stage computed, from its record.</summary>
    public required double Milliseconds { get; init; }
}
