namespace AxSpA.Cloud.Contracts.V1;

/// <summary>Sacrum and ilia are labelled.</summary>
public sealed record RadiographSegmented
{
    public required Guid AnalysisId { get; init; }

    public required string RadiographId { get; init; }

    public required AnalysisPlan Plan { get; init; }

    public required BlobReference Image { get; init; }

    /// <summary>Of the radiograph, for who draws it: how it is known which side is the patient's right.</summary>
    public LateralityBasis? LateralityBasis { get; init; }

    /// <summary>PNG on the radiograph's grid: 0 background, 1 sacrum, 2 the patient's left ilium, 3 right.</summary>
    public required BlobReference LabelMap { get; init; }

    public required BoneAreas Areas { get; init; }

    public required PlannedModel Model { get; init; }

    /// <summary>Time the stage computed, from its record.</summary>
    public required double Milliseconds { get; init; }
}
