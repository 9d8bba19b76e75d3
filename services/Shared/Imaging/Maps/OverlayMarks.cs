namespace AxSpA.Cloud.Imaging;

/// <summary>What an overlay outlines and names beside the heat map; each may be left out. Left and right are the patient's.</summary>
/// <param name="LeftJoint">Mask of the left joint on the radiograph's grid.</param>
/// <param name="RightJoint">Mask of the right joint on the radiograph's grid.</param>
/// <param name="Seen">What the network saw of the radiograph, framed (<see cref="InputGeometry.Seen"/>): less than the crop where that is too tall for its input.</param>
/// <param name="LeftFinding">How the left joint was found: a fallback is outlined with dashes, and whatever isn't the usual rule is named in words.</param>
/// <param name="RightFinding">The same of the right joint.</param>
/// <param name="ExplainedClass">The class whose evidence the map shows, in ASCII: a map of the opposite class looks the same. The legend names it.</param>
/// <param name="SidesAssumed">Nothing said which side is the patient's right: the side marks carry a question mark.</param>
public sealed record OverlayMarks(
    Plane<byte>? LeftJoint = null,
    Plane<byte>? RightJoint = null,
    PixelRectangle? Seen = null,
    JointFinding LeftFinding = JointFinding.Intersection,
    JointFinding RightFinding = JointFinding.Intersection,
    string? ExplainedClass = null,
    bool SidesAssumed = false)
{
    public static readonly OverlayMarks None = new();
}
