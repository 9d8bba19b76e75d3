namespace AxSpA.Cloud.Imaging;

/// <summary>Pixels of each bone in a label map.</summary>
public sealed record BoneAreas(int Sacrum, int LeftIlium, int RightIlium);
