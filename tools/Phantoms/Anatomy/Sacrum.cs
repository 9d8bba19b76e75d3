using System.Numerics;
using AxSpA.Cloud.Phantoms.Chance;
using AxSpA.Cloud.Phantoms.Rendering;

namespace AxSpA.Cloud.Phantoms.Anatomy;

/// <summary>The sacrum with its alae, foramina and the hint of a coccyx.</summary>
internal sealed class Sacrum
{
    private static readonly Vector3[] Top =
    [
        new(54, -56.5f, -10), new(46, -59.5f, -2), new(36, -60.5f, 6), new(26, -62, 14), new(13, -65.5f, 18),
    ];
    private static readonly Vector3[] Below = [new(39, 38, -42), new(33, 49, -48), new(22, 57, -50), new(13, 66, -46)];
    private static readonly Vector3[] Coccyx =
    [
        new(-7, 64, -45), new(7, 64, -45), new(6, 76, -38), new(4, 88, -28), new(0, 94, -22), new(-4, 88, -28), new(-6, 76, -38),
    ];

    // Centre, half-width and half-height of the foramina S1 to S4.
    private static readonly (Vector3 Centre, float Across, float Down)[] Foramina =
        [(new(26, -27, -8), 6.5f, 4.6f), (new(23.5f, -6, -22), 5.6f, 4.2f), (new(20.5f, 13, -34), 4.8f, 3.6f), (new(18, 31, -42), 4, 3.2f)];

    private readonly Subject _subject;
    private readonly Projection _projection;
    private readonly JointLine _left;
    private readonly JointLine _right;

    public Sacrum(Subject subject, Projection projection, JointLine left, JointLine right)
    {
        (_subject, _projection, _left, _right) = (subject, projection, left, right);
        var top = Subject.Varied(Top, subject.Chance.For("sacral base"), 1.1);
        var below = Subject.Varied(Below, subject.Chance.For("sacral apex"), 1.1);
        Vector3[] outline =
        [
            .. left.Anterior, .. below, .. Side.Right.Mirrored(below).Reverse(), .. right.Anterior.Reverse(),
            .. Side.Right.Mirrored(top), new(0, -66.5f, 18), .. top.Reverse(),
        ];
        Outline = Rendering.Outline.Closed(projection.Points(outline));
    }

    /// <summary>The published label's border.</summary>
    public Vector2[] Outline { get; }

    public void Draw(Canvas canvas)
    {
        var density = _subject.Density;
        var back = _projection.Back;
        var left = new JointCoordinates(_projection.Points(_left.Anterior), canvas.Spacing, Side.Left.Sign());
        var right = new JointCoordinates(_projection.Points(_right.Anterior), canvas.Spacing, Side.Right.Sign());
        BoneLayer.Add(canvas, [Outline], new BoneProfile(0.16f * density, 1.1f, 6), pixel =>
        {
            var at = Vector2.Transform(pixel, back);
            return new BoneBody(Thickness(at) * density, 1 - (0.7f * OnJoint(at.X > 0 ? left : right, pixel)));
        });
        BoneLayer.Add(canvas, [Rendering.Outline.Closed(_projection.Points(Coccyx))], new BoneProfile(0.09f, 1.2f, 5), _ => 0.1f * density);
        var chance = _subject.Chance.For("foramina");
        foreach (var (centre, across, down) in Foramina)
        {
            var size = (float)chance.Between(0.85, 1.15);
            DrawForamen(canvas, centre, across * size, down * size, Side.Left);
            DrawForamen(canvas, centre, across * size, down * size, Side.Right);
        }

        DrawCrest(canvas);
    }

    /// <summary>1 on a joint's line, whose compact margin belongs to the joint, 0 off it.</summary>
    private static float OnJoint(JointCoordinates joint, Vector2 pixel)
    {
        var (offset, along) = joint.At((int)pixel.Y, (int)pixel.X);
        return LineNoise.Smooth(-6, -4, offset) * LineNoise.Smooth(0, 10, along) * LineNoise.Smooth(joint.LengthMm, joint.LengthMm - 6, along);
    }

    private static float Thickness(Vector2 at)
    {
        var lower = Math.Clamp(1 - ((at.Y - 5) / 70), 0.35f, 1);
        var body = 0.26f * MathF.Exp(-at.X * at.X / (2 * 17 * 17)) * Math.Clamp((40 - at.Y) / 60, 0, 1);
        return (0.3f * lower) + body;
    }

    /// <summary>An opening with its arch, which runs out towards the joint.</summary>
    private void DrawForamen(Canvas canvas, Vector3 centre, float across, float down, Side side)
    {
        var chance = _subject.Chance.For($"foramen {side} {(int)centre.Y}");
        Vector3[] ring =
        [
            new(across, -0.2f * down, 0), new(0.7f * across, 0.7f * down, 0), new(0, 0.9f * down, 0), new(-0.8f * across, 0.6f * down, 0),
            new(-across, -0.3f * down, 0), new(-0.5f * across, -down, 0), new(0.2f * across, -1.05f * down, 0),
            new(0.8f * across, -0.8f * down, 0),
        ];
        var edge = Subject.Varied(ring, chance, 0.45).Select(point => point + centre).ToArray();
        BoneLayer.Add(canvas, [Rendering.Outline.Closed(_projection.Points(side.Mirrored(edge)))], new BoneProfile(0, 1, 5, 2.2f), _ => -0.14f);
        Vector3[] arch =
        [
            centre + new Vector3(-across - 1, 0.2f * down, 0),
            centre + new Vector3(-0.6f * across, (-1.05f * down) - 0.6f, 0),
            centre + new Vector3(0.2f * across, (-1.1f * down) - 0.9f, 0),
            centre + new Vector3(0.95f * across, (-0.85f * down) - 0.6f, 0),
            centre + new Vector3(across + 8, (-0.2f * down) + 1, 0),
        ];
        Stroke.Add(canvas, Rendering.Outline.Open(_projection.Points(side.Mirrored(arch))), 0.75f, 0.09f * _subject.Density);
    }

    /// <summary>The median crest and the end plates between the vertebrae that have grown together.</summary>
    private void DrawCrest(Canvas canvas)
    {
        foreach (var (y, wide, z) in new[] { (-33f, 19f, -5f), (-10f, 16f, -22f), (10f, 13f, -34f), (28f, 11f, -42f) })
        {
            var line = Rendering.Outline.Open(_projection.Points([new(-wide, y + 1, z), new(0, y - 1, z), new(wide, y + 1, z)]));
            Stroke.Add(canvas, line, 1.2f, 0.06f);
        }

        foreach (var y in new[] { -44f, -20f, 2f, 20f })
        {
            var tubercle = Rendering.Outline.Ellipse(_projection.Point(new(0, y, -50)), 3 * _projection.PixelsPerMm, 7 * _projection.PixelsPerMm);
            BoneLayer.Add(canvas, [tubercle], new BoneProfile(0.05f, 1, 3, 1.2f), _ => 0.08f);
        }
    }
}
