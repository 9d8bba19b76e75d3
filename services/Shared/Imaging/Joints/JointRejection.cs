namespace AxSpA.Cloud.Imaging;

/// <summary>Why no crop of the sacroiliac joints could be made.</summary>
public enum JointRejection
{
    /// <summary>The label map holds no sacrum.</summary>
    NoSacrum,

    /// <summary>The label map holds neither ilium.</summary>
    NoIlium,

    /// <summary>At least one ilium is there, but neither joint was found.</summary>
    JointsNotFound,

    /// <summary>No pixel of the joints' box is brighter than its Otsu threshold.</summary>
    EmptyCrop,
}
