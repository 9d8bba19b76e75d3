namespace AxSpA.Cloud.Contracts.V1;

/// <summary>At baseline readers say non-radiographic while the model is confidently positive (paper, 3.5): a subject to watch.</summary>
public sealed record ProgressionRiskFlagged
{
    public required string Subject { get; init; }

    public required string Cohort { get; init; }

    public required string RadiographId { get; init; }

    public required Guid AnalysisId { get; init; }

    public required PlannedModel Model { get; init; }

    public required double Probability { get; init; }

    /// <summary>The route on which the model read.</summary>
    public ClassificationRoute? Route { get; init; }

    public DateOnly? BaselineDate { get; init; }

    /// <summary>How many readers' readings at baseline the cohort's rule made non-radiographic.</summary>
    public int? Readings { get; init; }

    /// <summary>How the patient's left joint was found; none on the standard route.</summary>
    public JointFinding? LeftJoint { get; init; }

    public JointFinding? RightJoint { get; init; }
}
