using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Imaging;
using JointFinding = AxSpA.Cloud.Contracts.V1.JointFinding;

namespace AxSpA.Cloud.Cropping;

/// <summary>What the stage's record keeps beside its pictures.</summary>
public sealed record CroppingValues
{
    /// <summary>The crop after Otsu in the upright radiograph.</summary>
    public required CropRectangle Rectangle { get; init; }

    public required JointFinding LeftJoint { get; init; }

    public required JointFinding RightJoint { get; init; }

    /// <summary>Margin around the sacrum.</summary>
    public required int DilationPixels { get; init; }

    internal static CroppingValues Of(SacroiliacJoints joints, PixelRectangle rectangle) => new()
    {
        Rectangle = new CropRectangle { X = rectangle.X, Y = rectangle.Y, Width = rectangle.Width, Height = rectangle.Height },
        LeftJoint = FindingOf(joints.Left),
        RightJoint = FindingOf(joints.Right),
        DilationPixels = joints.Dilation,
    };

    private static JointFinding FindingOf(SacroiliacJoint joint) => joint.Finding switch
    {
        Imaging.JointFinding.Intersection => JointFinding.Intersection,
        Imaging.JointFinding.MedianHeightFallback => JointFinding.MedianHeightFallback,
        _ => JointFinding.NotFound,
    };
}
