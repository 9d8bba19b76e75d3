using System.Numerics;
using AxSpA.Cloud.Phantoms.Chance;
using AxSpA.Cloud.Phantoms.Rendering;

namespace AxSpA.Cloud.Phantoms.Anatomy;

/// <summary>Gas in the bowel, other at every visit: loops of rounded pockets and mottled patches, now and then over a joint.</summary>
internal static class BowelGas
{
    public static void Draw(Canvas canvas, Projection projection, RandomSource visit)
    {
        var chance = visit.For("gas");
        for (var loop = 1 + chance.Pick(5); loop > 0; loop--)
            DrawLoop(canvas, projection, chance, Place(chance));
        for (var patch = chance.Pick(4); patch > 0; patch--)
            DrawPatch(canvas, projection, chance, Place(chance));
        if (chance.Happens(0.6))
            DrawRectum(canvas, projection, chance);
    }

    private static Vector3 Place(RandomSource chance)
        => new((float)(52 * chance.Normal()), (float)Math.Clamp(-70 + (50 * chance.Normal()), -160, 60), 30);

    private static void DrawRectum(Canvas canvas, Projection projection, RandomSource chance)
    {
        var at = new Vector3((float)(6 * chance.Normal()), (float)chance.Between(35, 62), -30);
        Pocket(canvas, projection, at, (float)chance.Between(8, 15), 0.22f, chance);
    }

    private static void DrawLoop(Canvas canvas, Projection projection, RandomSource chance, Vector3 at)
    {
        var (heading, depth, size) = (chance.Between(0, 2 * Math.PI), (float)chance.Between(0.1, 0.3), (float)chance.Between(7, 15));
        for (var pocket = 2 + chance.Pick(5); pocket > 0; pocket--)
        {
            Pocket(canvas, projection, at, size * (float)chance.Between(0.8, 1.2), depth, chance);
            heading += 0.5 * chance.Normal();
            at += new Vector3((float)Math.Cos(heading), (float)Math.Sin(heading), 0) * size * 1.15f;
        }
    }

    private static void DrawPatch(Canvas canvas, Projection projection, RandomSource chance, Vector3 at)
    {
        for (var bubble = 8 + chance.Pick(18); bubble > 0; bubble--)
        {
            var offset = new Vector3((float)(11 * chance.Normal()), (float)(9 * chance.Normal()), 0);
            Pocket(canvas, projection, at + offset, (float)chance.Between(1.5, 5), (float)chance.Between(0.04, 0.13), chance);
        }
    }

    private static void Pocket(Canvas canvas, Projection projection, Vector3 at, float radius, float depth, RandomSource chance)
    {
        var scale = radius * projection.PixelsPerMm;
        var outline = Outline.Ellipse(projection.Point(at), scale, scale * (float)chance.Between(0.65, 1), (float)chance.Between(0, 3.1));
        BoneLayer.Add(canvas, [outline], new BoneProfile(0, 1, radius * 0.75f, 1.2f), _ => -depth);
    }
}
