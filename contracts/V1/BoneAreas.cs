namespace AxSpA.Cloud.Contracts.V1;

/// <summary>Pixels per bone in the label map on the radiograph's grid; left and right are the patient's.</summary>
public sealed record BoneAreas
{
    public required long SacrumPixels { get; init; }

    public required long LeftIliumPixels { get; init; }

    public required long RightIliumPixels { get; init; }
}
