namespace AxSpA.Cloud.Contracts.V1;

/// <summary>Every planned route has ended, or attempts are exhausted.</summary>
public sealed record AnalysisEnded
{
    public required Guid AnalysisId { get; init; }

    public required string RadiographId { get; init; }

    public required AnalysisPlan Plan { get; init; }

    public required AnalysisOutcome Outcome { get; init; }

    /// <summary>Why, where it was rejected: the deciding rejection's words; where it was parked: the last queue whose consumer failed and its words, or that it never ended.</summary>
    public string? Detail { get; init; }

    /// <summary>How it is known which side of the radiograph is the patient's right, on which left and right of every result rest.</summary>
    public LateralityBasis? LateralityBasis { get; init; }

    public RadiographSegmented? Segmented { get; init; }

    public SacroiliacJointsCropped? Cropped { get; init; }

    public RouteResult? AnatomyAware { get; init; }

    public RouteResult? Standard { get; init; }
}
