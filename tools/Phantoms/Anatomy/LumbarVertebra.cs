using System.Numerics;
using AxSpA.Cloud.Phantoms.Chance;
using AxSpA.Cloud.Phantoms.Rendering;

namespace AxSpA.Cloud.Phantoms.Anatomy;

/// <summary>A lumbar vertebra from the front: body, pedicles, transverse and spinous processes.</summary>
internal sealed class LumbarVertebra(Subject subject, Projection projection, float centreY)
{
    private static readonly Vector3[] Body =
    [
        new(-27, -15, 22), new(-13, -17.5f, 22), new(0, -18, 22), new(13, -17.5f, 22), new(27, -15, 22), new(24, 0, 22),
        new(27, 15, 22), new(13, 17.5f, 22), new(0, 18, 22), new(-13, 17.5f, 22), new(-27, 15, 22), new(-24, 0, 22),
    ];

    private static readonly Vector3[] Process =
    [
        new(20, -8, -8), new(34, -9, -10), new(46, -12, -12), new(52, -9, -12), new(48, -4, -12), new(35, 0, -10), new(21, 3, -8),
    ];

    private static readonly Vector3[] Spine =
    [
        new(0, -3, -30), new(4, 3, -32), new(4.5f, 14, -34), new(0, 19, -35), new(-4.5f, 14, -34), new(-4, 3, -32),
    ];

    public void Draw(Canvas canvas)
    {
        var chance = subject.Chance.For("vertebra " + (int)centreY);
        var density = subject.Density;
        Bone(canvas, Body, chance, new BoneProfile(0.19f * density, 1.2f, 8), 0.34f * density);
        Bone(canvas, Process, chance, new BoneProfile(0.12f * density, 0.9f, 4), 0.05f * density);
        Bone(canvas, Side.Right.Mirrored(Process), chance, new BoneProfile(0.12f * density, 0.9f, 4), 0.05f * density);
        Bone(canvas, Spine, chance, new BoneProfile(0.17f * density, 1, 4), 0.08f * density);
        foreach (var sign in new[] { -1, 1 })
            Pedicle(canvas, sign, density);
    }

    private void Pedicle(Canvas canvas, int sign, float density)
    {
        var at = projection.Point(new Vector3(sign * 18, centreY - 4, -8));
        var outline = Outline.Ellipse(at, 4.6f * projection.PixelsPerMm, 6.4f * projection.PixelsPerMm);
        BoneLayer.Add(canvas, [outline], new BoneProfile(0.15f * density, 0.9f, 4), _ => 0.03f * density);
        Vector3[] facet = [new(sign * 8, centreY + 12, -25), new(sign * 15, centreY + 8, -25), new(sign * 22, centreY + 17, -25)];
        Stroke.Add(canvas, Outline.Open(projection.Points(facet)), 1.4f, 0.09f * density);
    }

    private void Bone(Canvas canvas, Vector3[] average, RandomSource chance, BoneProfile profile, float thickness)
    {
        var placed = Subject.Varied(average, chance, 0.8).Select(point => point with { Y = point.Y + centreY }).ToArray();
        BoneLayer.Add(canvas, [Outline.Closed(projection.Points(placed))], profile, _ => thickness);
    }
}
