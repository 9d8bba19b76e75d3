using System.Numerics;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Phantoms.Anatomy;
using AxSpA.Cloud.Phantoms.Chance;
using AxSpA.Cloud.Phantoms.Lesions;
using AxSpA.Cloud.Phantoms.Looks;
using AxSpA.Cloud.Phantoms.Rendering;

namespace AxSpA.Cloud.Phantoms;

/// <summary>Draws phantom radiographs.</summary>
public static class PhantomRenderer
{
    // The symphysis and the pubic bone beside it, in the pelvis frame.
    private static readonly Vector3[] Symphysis =
        [new(-8, 101, 62), new(8, 101, 62), new(9, 120, 64), new(8, 141, 60), new(-8, 141, 60), new(-9, 120, 64)];

    /// <summary>The radiograph of a plan, with its truth.</summary>
    /// <remarks>
    /// A pure function: the same plan gives the same pixels whatever runs beside it. A processor with another vector width or without fused
    /// multiply-add may round an exponential or a logarithm the other way: a grey value by one.
    /// </remarks>
    /// <exception cref="ArgumentException">A grade lies outside 0..4 or a progress outside 0..1.</exception>
    public static PhantomRadiograph Draw(RadiographPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Require(plan.Left, nameof(plan.Left));
        Require(plan.Right, nameof(plan.Right));
        var look = SiteLook.Of(plan.Seed, plan.Site);
        var subject = Subject.Of(RandomSource.Of(plan.Seed, "subject", plan.Site, plan.Subject));
        var visit = subject.Chance.For("visit " + plan.Visit);
        var exposure = Exposure.Of(visit);
        var projection = new Projection(subject, exposure, look);
        var canvas = new Canvas(look.Rows, look.Columns, look.Spacing);
        var pelvis = new Pelvis(subject, projection);
        var masks = DrawBones(canvas, pelvis, plan);
        pelvis.DrawInFront(canvas, visit);
        var marker = SideMarker.Of(look, visit);
        marker?.DrawLead(canvas);
        var burntIn = marker?.BurntIn(canvas);
        var (soft, typical) = new SoftTissue(subject).Attenuation(canvas, projection, visit);
        var texture = subject.Chance.For("texture");
        var at = (texture.Pick(Texture.Side), texture.Pick(Texture.Side));
        var grey = new Detector(look, exposure, visit.For("noise").Key).Expose(canvas, soft, typical, Collimation.Of(look, visit), at);
        if (burntIn is not null)
            BurnIn(grey, burntIn, look);
        return new PhantomRadiograph
        {
            Pixels = new Plane<ushort>(look.Rows, look.Columns, grey),
            BitsStored = look.BitsStored,
            PixelSpacing = Math.Round(look.Spacing, 4),
            Labels = TruthMasks.Labels(canvas, pelvis.Sacrum, pelvis.LeftHip, pelvis.RightHip),
            Masks = masks,
        };
    }

    private static PhantomMasks DrawBones(Canvas canvas, Pelvis pelvis, RadiographPlan plan)
    {
        pelvis.DrawBones(canvas);
        var (left, right) = (pelvis.JointOn(Side.Left, canvas.Spacing), pelvis.JointOn(Side.Right, canvas.Spacing));
        var (leftLesions, rightLesions) = (new byte[canvas.Values.Length], new byte[canvas.Values.Length]);
        DrawJoint(canvas, pelvis, Side.Left, left, plan.Left, leftLesions);
        DrawJoint(canvas, pelvis, Side.Right, right, plan.Right, rightLesions);
        return new PhantomMasks(
            TruthMasks.Joint(canvas, left.Anterior),
            TruthMasks.Joint(canvas, right.Anterior),
            new Plane<byte>(canvas.Rows, canvas.Columns, leftLesions),
            new Plane<byte>(canvas.Rows, canvas.Columns, rightLesions),
            TruthMasks.Inside(canvas, Outline.Closed(pelvis.Projection.Points(Symphysis))),
            TruthMasks.Inside(canvas, pelvis.LeftFemur.Hip),
            TruthMasks.Inside(canvas, pelvis.RightFemur.Hip));
    }

    private static void DrawJoint(
        Canvas canvas, Pelvis pelvis, Side side, (JointCoordinates Anterior, JointCoordinates Posterior) joint, JointDisease disease, byte[] mask)
    {
        var chance = pelvis.Subject.Chance.For("joint disease " + side);
        new JointPainter(joint.Anterior, joint.Posterior, chance).Draw(canvas, JointLesions.Of(chance, disease), mask);
    }

    private static void BurnIn(ushort[] grey, Canvas letters, SiteLook look)
    {
        var white = (ushort)(((1 << look.BitsStored) - 1) * look.White);
        for (var index = 0; index < grey.Length; index++)
        {
            if (letters.Values[index] > 0.5f)
                grey[index] = white;
        }
    }

    private static void Require(JointDisease disease, string side)
    {
        if (disease is not { Grade: >= 0 and <= 4, Progress: >= 0 and <= 1 })
            throw new ArgumentException($"{side}: expected a grade of 0..4 and a progress of 0..1, found {disease}");
    }
}
