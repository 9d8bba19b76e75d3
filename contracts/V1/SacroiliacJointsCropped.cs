namespace AxSpA.Cloud.Contracts.V1;

/// <summary>The joints are localised and cut out. At least one of them was found.</summary>
public sealed record SacroiliacJointsCropped
{
    public required Guid AnalysisId { get; init; }

    public required string RadiographId { get; init; }

    public required AnalysisPlan Plan { get; init; }

    public required BlobReference Image { get; init; }

    /// <summary>Of the radiograph, for who draws it: how it is known which side is the patient's right.</summary>
    public LateralityBasis? LateralityBasis { get; init; }

    public required BlobReference LabelMap { get; init; }

    /// <summary>PNG of the crop in the radiograph's own pixel type.</summary>
    public required BlobReference Crop { get; init; }

    /// <summary>The crop after Otsu in the upright radiograph.</summary>
    public required CropRectangle Rectangle { get; init; }

    /// <summary>PNG on the radiograph's grid, 255 inside the patient's left joint; none where it was not found.</summary>
    public BlobReference? LeftJointMask { get; init; }

    public BlobReference? RightJointMask { get; init; }

    public required JointFinding LeftJoint { get; init; }

    public required JointFinding RightJoint { get; init; }

    /// <summary>Margin of the joint rules around the sacrum, in pixels.</summary>
    public required int DilationPixels { get; init; }

    /// <summary>Time the stage computed, from its record.</summary>
    public required double Milliseconds { get; init; }
}
