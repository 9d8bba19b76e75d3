using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>Readers say non-radiographic at baseline while one model version is confidently positive.</summary>
public sealed record RiskFlag
{
    public required ModelVersion Model { get; init; }

    public required string Visit { get; init; }

    public required DateOnly BaselineDate { get; init; }

    public required string RadiographId { get; init; }

    public required Guid AnalysisId { get; init; }

    public required double Probability { get; init; }

    /// <summary>How the patient's left joint was found on the radiograph: what a fallback showed the model is not the joint as a rule finds it. Null on the standard route, and where nobody kept it.</summary>
    public JointFinding? LeftJoint { get; init; }

    public JointFinding? RightJoint { get; init; }

    /// <summary>The baseline's readings, which the cohort's rule made non-radiographic.</summary>
    public required IReadOnlyList<Reading> Readings { get; init; }

    /// <summary>A later version of the same model has read the radiograph too, whatever it said. The flag stays.</summary>
    public required bool Superseded { get; init; }
}
