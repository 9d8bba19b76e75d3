using System.Numerics;
using AxSpA.Cloud.Phantoms.Chance;
using AxSpA.Cloud.Phantoms.Rendering;

namespace AxSpA.Cloud.Phantoms.Anatomy;

/// <summary>Phleboliths: little rings of chalk in the veins of the lesser pelvis.</summary>
internal static class Calcifications
{
    public static void Draw(Canvas canvas, Projection projection, RandomSource subject)
    {
        var chance = subject.For("phleboliths");
        if (!chance.Happens(0.35))
            return;
        for (var stone = 1 + chance.Pick(5); stone > 0; stone--)
        {
            var at = new Vector3((float)(chance.Between(20, 62) * (chance.Happens(0.5) ? 1 : -1)), (float)chance.Between(45, 95), 10);
            var radius = (float)chance.Between(1.2, 2.8);
            var outline = Outline.Ellipse(projection.Point(at), radius * projection.PixelsPerMm, radius * projection.PixelsPerMm);
            BoneLayer.Add(canvas, [outline], new BoneProfile(0.2f, 0.8f, 2), _ => 0.06f);
        }
    }
}
