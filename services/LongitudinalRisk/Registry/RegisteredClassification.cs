using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>One route's probability for one radiograph, with the model that gave it. Inserted, never changed.</summary>
public sealed class RegisteredClassification
{
    public long Id { get; init; }

    public required Guid AnalysisId { get; init; }

    public required ClassificationRoute Route { get; init; }

    public required string RadiographId { get; init; }

    public required string ModelName { get; init; }

    public required string ModelVersion { get; init; }

    public required string ModelCardDigest { get; init; }

    public required string ModelWeightsDigest { get; init; }

    /// <summary>Probability of r-axSpA, 0..1.</summary>
    public required double Probability { get; init; }

    public required double Cutoff { get; init; }

    public required bool Positive { get; init; }

    public required bool Confident { get; init; }

    /// <summary>How the patient's left joint was found; null on the standard route, and where it was registered before this was kept.</summary>
    public JointFinding? LeftJoint { get; init; }

    public JointFinding? RightJoint { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }
}
