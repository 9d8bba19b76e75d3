using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>All that is kept of a case once its pixels are gone.</summary>
/// <param name="Dice">Of the segmenter's label map at the radiograph's resolution.</param>
/// <param name="LeftJoint">How the left joint was found.</param>
/// <param name="RightJoint">How the right one was.</param>
/// <param name="Crop">Null where there was nothing to cut.</param>
/// <param name="AnatomyAware">Null without a crop.</param>
/// <param name="Standard">Null where the folder has no standard model.</param>
public sealed record MeasuredCase(
    PhantomCase Case,
    BoneDice Dice,
    JointFinding LeftJoint,
    JointFinding RightJoint,
    CropMeasure? Crop,
    ModelReading? AnatomyAware,
    ModelReading? Standard,
    PictureFeatures Features)
{
    public bool BothFound => LeftJoint != JointFinding.NotFound && RightJoint != JointFinding.NotFound;

    public bool BothByIntersection => LeftJoint == JointFinding.Intersection && RightJoint == JointFinding.Intersection;
}
