namespace AxSpA.Cloud.Imaging;

/// <summary>What an overlay outlines beside the heat map; each may be left out. Left and right are the patient's.</summary>
/// <param name="LeftJoint">Mask of the left joint on the radiograph's grid.</param>
/// <param name="RightJoint">Mask of the right joint on the radiograph's grid.</param>
/// <param name="Crop">The rectangle that the classifier saw.</param>
public sealed record OverlayMarks(Plane<byte>? LeftJoint = null, Plane<byte>? RightJoint = null, PixelRectangle? Crop = null)
{
    public static readonly OverlayMarks None = new();
}
