using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>A model's word on a visit's radiograph.</summary>
public sealed record Classification
{
    public required ModelVersion Model { get; init; }

    public required Guid AnalysisId { get; init; }

    public required double Probability { get; init; }

    public required bool Positive { get; init; }

    public required bool Confident { get; init; }

    /// <summary>How the patient's left joint was found; null on the standard route, and where nobody kept it.</summary>
    public JointFinding? LeftJoint { get; init; }

    public JointFinding? RightJoint { get; init; }
}
