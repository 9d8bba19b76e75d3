using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>One model's word on one radiograph. One an (analysis, route).</summary>
public sealed record ClassificationRecord : RegistryRecord
{
    public required Guid AnalysisId { get; init; }

    public required string RadiographId { get; init; }

    public required ModelVersion Model { get; init; }

    /// <summary>Probability of r-axSpA, 0..1.</summary>
    public required double Probability { get; init; }

    /// <summary>Above the model's cut-off.</summary>
    public required bool Positive { get; init; }

    /// <summary>Positive and above the model's confident threshold.</summary>
    public required bool Confident { get; init; }

    /// <summary>How the patient's left joint was found; null on the standard route, and where nobody kept it.</summary>
    public JointFinding? LeftJoint { get; init; }

    public JointFinding? RightJoint { get; init; }

    public override string Key => RecordKey.Classification(AnalysisId, Model.Route);
}
