namespace AxSpA.Cloud.Imaging;

/// <summary>The values of a label map, as the published segmentation network numbers them. Left and right are the patient's.</summary>
public enum BoneLabel : byte
{
    Background = 0,

    Sacrum = 1,

    /// <summary>The patient's left ilium (the network labels the whole hemipelvis), at the right of the upright picture.</summary>
    LeftIlium = 2,

    /// <summary>The patient's right ilium, at the left of the upright picture.</summary>
    RightIlium = 3,
}
