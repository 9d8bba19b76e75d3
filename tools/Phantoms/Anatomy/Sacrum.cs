using System.Numerics;
using AxSpA.Cloud.Phantoms.Rendering;

namespace AxSpA.Cloud.Phantoms.Anatomy;

/// <summary>The sacrum with its alae, foramina and the hint of a coccyx.</summary>
internal sealed class Sacrum
{
    private static readonly Vector3[] Top = [new(53, -57, -8), new(41, -60, 0), new(31, -55, 12), new(25, -61, 16), new(12, -64, 18)];
    private static readonly Vector3[] Below = [new(39, 38, -42), new(33, 49, -48), new(22, 57, -50), new(13, 66, -46)];
    private static readonly Vector3[] Coccyx = [new(-7, 64, -45), new(7, 64, -45), new(6, 76, -38), new(4, 88, -28), new(0, 94, -22), new(-4, 88, -28), new(-6, 76, -38)];

    // Centre, half-width and half-height of the foramina S1 to S4.
    private static readonly (Vector3 Centre, float Across, float Down)[] Foramina =
        [(new(26, -27, -8), 6.5f, 4.6f), (new(23.5f, -6, -22), 5.6f, 4.2f), (new(20.5f, 13, -34), 4.8f, 3.6f), (new(18, 31, -42), 4, 3.2f)];

    private readonly Subject _subject;
    private readonly Projection _projection;

    public Sacrum(Subject subject, Projection projection, JointLine left, JointLine right)
    {
        (_subject, _projection) = (subject, projection);
        var top = Subject.Varied(Top, subject.Chance.For("sacral base"), 1.1);
        var below = Subject.Varied(Below, subject.Chance.For("sacral apex"), 1.1);
        Vector3[] outline =
        [
            .. left.Anterior, .. below, .. Side.Right.Mirrored(below).Reverse(), .. right.Anterior.Reverse(),
            .. Side.Right.Mirrored(top), new(0, -65, 18), .. top.Reverse(),
        ];
        Outline = Rendering.Outline.Closed(projection.Points(outline));
    }

    /// <summary>The published label's border.</summary>
    public Vector2[] Outline { get; }

    public void Draw(Canvas canvas)
    {
        var density = _subject.Density;
        var back = _projection.Back;
        BoneLayer.Add(canvas, [Outline], new BoneProfile(0.16f * density, 1.1f, 9), pixel => Thickness(Vector2.Transform(pixel, back)) * density);
        BoneLayer.Add(canvas, [Rendering.Outline.Closed(_projection.Points(Coccyx))], new BoneProfile(0.09f, 1.2f, 5), _ => 0.1f * density);
        var chance = _subject.Chance.For("foramina");
        foreach (var (centre, across, down) in Foramina)
        {
            var size = (float)chance.Between(0.85, 1.15);
            DrawForamen(canvas, centre, across * size, down * size, 1);
            DrawForamen(canvas, centre with { X = -centre.X }, across * size, down * size, -1);
        }

        DrawCrest(canvas);
    }

    private static float Thickness(Vector2 at)
    {
        var lower = Math.Clamp(1 - ((at.Y - 5) / 70), 0.35f, 1);
        var body = 0.26f * MathF.Exp(-at.X * at.X / (2 * 17 * 17)) * Math.Clamp((40 - at.Y) / 60, 0, 1);
        return (0.3f * lower) + body;
    }

    private void DrawForamen(Canvas canvas, Vector3 centre, float across, float down, float side)
    {
        var at = _projection.Point(centre);
        var scale = _projection.PixelsPerMm;
        var turned = side * 0.35f;
        BoneLayer.Add(canvas, [Rendering.Outline.Ellipse(at, across * scale, down * scale, turned)], new BoneProfile(0, 1, 4.5f, 1.6f), _ => -0.15f);
        var arch = Rendering.Outline.Ellipse(at, (across + 0.9f) * scale, (down + 0.9f) * scale, turned);
        Stroke.Add(canvas, arch.AsSpan(19, 21), 0.75f, 0.11f * _subject.Density);
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
            BoneLayer.Add(canvas, [Rendering.Outline.Ellipse(_projection.Point(new(0, y, -50)), 3 * _projection.PixelsPerMm, 7 * _projection.PixelsPerMm)], new BoneProfile(0.05f, 1, 3, 1.2f), _ => 0.08f);
    }
}
