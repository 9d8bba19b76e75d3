namespace AxSpA.Cloud.Imaging;

/// <summary>How a sacroiliac joint was found.</summary>
public enum JointFinding
{
    /// <summary>Where the dilated sacrum meets the ilium: the usual path.</summary>
    Intersection,

    /// <summary>They don't meet; the joint was placed where the ilium has its median height. Much less certain.</summary>
    MedianHeightFallback,

    /// <summary>Neither path found it.</summary>
    NotFound,
}
