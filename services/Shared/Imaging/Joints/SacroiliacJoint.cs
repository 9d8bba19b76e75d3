namespace AxSpA.Cloud.Imaging;

/// <summary>One sacroiliac joint as found in a label map.</summary>
/// <param name="Finding">How it was found.</param>
/// <param name="IliumPresent">Whether the label map holds this side's ilium; without it the joint is always <see cref="JointFinding.NotFound"/>.</param>
/// <param name="Mask">The joint's pixels, 0 or 1 on the radiograph's grid, upright; all 0 where it was not found.</param>
/// <param name="Pixels">Number of pixels in <paramref name="Mask"/>.</param>
/// <param name="MetPixels">Pixels in which the dilated sacrum meets the ilium, all components; 0 where the fallback had to run.</param>
public sealed record SacroiliacJoint(JointFinding Finding, bool IliumPresent, Plane<byte> Mask, int Pixels, int MetPixels)
{
    public bool Found => Finding != JointFinding.NotFound;
}
