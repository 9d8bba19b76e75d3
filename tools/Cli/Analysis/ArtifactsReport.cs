namespace AxSpA.Cloud.Cli.Analysis;

/// <param name="LabelMap">PNG on the radiograph's pixel grid: 0 background, 1 sacrum, 2 left ilium, 3 right.</param>
/// <param name="Crop">PNG of the crop's pixels in the radiograph's own depth.</param>
/// <param name="Input">The network's input tensor, <c>.npy</c>; only where it was asked for.</param>
internal sealed record ArtifactsReport(string? LabelMap, string? Crop, string? Input)
{
    public static ArtifactsReport None { get; } = new(null, null, null);
}
