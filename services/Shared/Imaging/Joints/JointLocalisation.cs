using System.Diagnostics.CodeAnalysis;

namespace AxSpA.Cloud.Imaging;

/// <summary>Where the sacroiliac joints lie, or why that can't be said.</summary>
/// <remarks>
/// Source: Dorfner et al., RMD Open 2024;10:e004628, methods, and the published app, with which masks and box agree exactly. Where the published code
/// breaks off or goes on silently the outcome has a name here: a missing sacrum or ilium, a fallback, a joint that was not found.
/// </remarks>
public sealed class JointLocalisation
{
    private JointLocalisation(SacroiliacJoints? joints, JointRejection? rejection, string? reason)
    {
        Joints = joints;
        Rejection = rejection;
        Reason = reason;
    }

    /// <summary>Whether at least one joint was found.</summary>
    [MemberNotNullWhen(true, nameof(Joints))]
    [MemberNotNullWhen(false, nameof(Rejection), nameof(Reason))]
    public bool Located => Joints is not null;

    public SacroiliacJoints? Joints { get; }

    /// <summary><see cref="JointRejection.NoSacrum"/>, <see cref="JointRejection.NoIlium"/> or <see cref="JointRejection.JointsNotFound"/>; null where a joint was found.</summary>
    public JointRejection? Rejection { get; }

    /// <summary>The rejection in words, with the side of an ilium that is missing; null where a joint was found.</summary>
    public string? Reason { get; }

    /// <summary>Finds both joints in a label map.</summary>
    /// <param name="labelMap">Rows × columns on the radiograph's grid, upright, values 0..3 as <see cref="BoneLabel"/> names them.</param>
    /// <param name="rules">The preprocessing version: its <see cref="JointFrame"/> and dilation share.</param>
    /// <exception cref="ArgumentException">The label map holds a value above 3.</exception>
    public static JointLocalisation Find(Plane<byte> labelMap, PreprocessingRules rules)
    {
        LabelMaps.RequireLabels(labelMap);
        ArgumentNullException.ThrowIfNull(rules);
        var transposed = rules.JointFrame == JointFrame.Transposed;
        var framed = transposed ? Orientation.Transpose(labelMap) : labelMap;
        if (Masks.BoundingBox(framed, (byte)BoneLabel.Sacrum) is not { } sacrum)
            return Rejected(JointRejection.NoSacrum, "the label map holds no sacrum");

        var extent = sacrum.Width - 1;
        var dilation = (int)Math.Round(rules.JointDilationShare * extent, MidpointRounding.ToEven);
        var margin = SacrumMargin.Around(framed, sacrum, dilation);
        var left = Upright(Joint(framed, BoneLabel.LeftIlium, margin), transposed);
        var right = Upright(Joint(framed, BoneLabel.RightIlium, margin), transposed);
        return (left, right) switch
        {
            ({ IliumPresent: false }, { IliumPresent: false }) => Rejected(JointRejection.NoIlium, "the label map holds neither ilium"),
            ({ Found: false }, { Found: false }) => Rejected(JointRejection.JointsNotFound, $"left joint: {Why(left)}; right joint: {Why(right)}"),
            _ => new JointLocalisation(new SacroiliacJoints(left, right, extent, dilation, Box(left, right)), null, null),
        };
    }

    private static JointLocalisation Rejected(JointRejection rejection, string reason) => new(null, rejection, reason);

    private static string Why(SacroiliacJoint joint)
        => joint.IliumPresent ? "sacrum and ilium don't meet and no column has the ilium's median height" : "no ilium on this side";

    private static SacroiliacJoint Joint(Plane<byte> framed, BoneLabel ilium, SacrumMargin margin)
    {
        var met = margin.Meet(framed, ilium, out var metPixels);
        if (metPixels > 0)
            return Found(met, JointFinding.Intersection, metPixels);

        var blocks = MedianHeight.Blocks(framed, (byte)ilium);
        if (blocks.Values.Contains((byte)1))
            return Found(blocks, JointFinding.MedianHeightFallback, 0);

        return new SacroiliacJoint(JointFinding.NotFound, framed.Values.Contains((byte)ilium), blocks, 0, 0);
    }

    private static SacroiliacJoint Found(Plane<byte> candidates, JointFinding finding, int metPixels)
    {
        var mask = Components.Largest(candidates, 1, Connectivity.Four, ComponentTie.FirstByRows);
        return new SacroiliacJoint(finding, true, mask, mask.Values.Count((byte)1), metPixels);
    }

    private static SacroiliacJoint Upright(SacroiliacJoint joint, bool transposed)
        => transposed ? joint with { Mask = Orientation.Transpose(joint.Mask) } : joint;

    private static PixelRectangle Box(SacroiliacJoint left, SacroiliacJoint right)
    {
        var boxes = new[] { Masks.BoundingBox(left.Mask), Masks.BoundingBox(right.Mask) }.OfType<PixelRectangle>().ToArray();
        var (x, y) = (boxes.Min(box => box.X), boxes.Min(box => box.Y));
        return new PixelRectangle(x, y, boxes.Max(box => box.X + box.Width) - x, boxes.Max(box => box.Y + box.Height) - y);
    }
}
