namespace AxSpA.Cloud.Imaging;

/// <summary>Both sacroiliac joints of a radiograph, at least one of them found. Left and right are the patient's.</summary>
/// <param name="Left">The patient's left joint, at the right of the upright picture.</param>
/// <param name="Right">The patient's right joint, at the left of the upright picture.</param>
/// <param name="SacrumExtent">Last minus first index of the sacrum, in pixels, along the axis that the <see cref="JointFrame"/> measures.</param>
/// <param name="Dilation">The margin around the sacrum in pixels.</param>
/// <param name="Box">Bounding box of the joints found, in the upright radiograph.</param>
public sealed record SacroiliacJoints(SacroiliacJoint Left, SacroiliacJoint Right, int SacrumExtent, int Dilation, PixelRectangle Box);
