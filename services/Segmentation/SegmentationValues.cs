namespace AxSpA.Cloud.Segmentation;

/// <summary>What the stage's record keeps beside the label map: pixels of each bone on the radiograph's grid.</summary>
public sealed record SegmentationValues(long SacrumPixels, long LeftIliumPixels, long RightIliumPixels);
