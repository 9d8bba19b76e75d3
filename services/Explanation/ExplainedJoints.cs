using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.Explanation;

/// <summary>The joints as Cropping found them, as far as an explanation needs them.</summary>
/// <param name="Rectangle">The crop in the upright radiograph; the network need not have seen all of it.</param>
/// <param name="LeftMask">None where the joint was not found.</param>
/// <param name="RightMask">None where the joint was not found.</param>
/// <param name="DilationPixels">What lies within it belongs to a joint.</param>
public sealed record ExplainedJoints(
    CropRectangle Rectangle, JointFinding Left, JointFinding Right, BlobReference? LeftMask, BlobReference? RightMask, int DilationPixels);
