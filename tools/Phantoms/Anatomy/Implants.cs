using System.Numerics;
using AxSpA.Cloud.Phantoms.Chance;
using AxSpA.Cloud.Phantoms.Rendering;

namespace AxSpA.Cloud.Phantoms.Anatomy;

/// <summary>Metal that a few subjects carry: a hip prosthesis, surgical clips, screws.</summary>
internal sealed class Implants
{
    private const float Metal = 2.6f;

    private static readonly Vector3[] Stem =
    [
        new(103, 70, 0), new(112, 72, 0), new(128, 84, 0), new(140, 92, 0), new(141, 120, 0), new(137, 170, 0), new(134, 214, 0),
        new(131, 214, 0), new(127, 170, 0), new(120, 120, 0), new(108, 92, 0), new(101, 82, 0),
    ];

    private readonly RandomSource _chance;

    public Implants(Subject subject)
    {
        _chance = subject.Chance.For("implants");
        var (hip, left) = (_chance.Happens(0.035), _chance.Happens(0.5));
        Hip = hip ? left ? Side.Left : Side.Right : null;
    }

    /// <summary>The side whose hip was replaced.</summary>
    public Side? Hip { get; }

    public void Draw(Canvas canvas, Projection projection)
    {
        if (Hip is { } side)
            DrawHip(canvas, projection, side);
        if (_chance.For("clips present").Happens(0.05))
            DrawClips(canvas, projection, _chance.For("clips"));
        if (_chance.For("screws present").Happens(0.02))
            DrawScrews(canvas, projection, _chance.For("screws"));
    }

    private static void DrawHip(Canvas canvas, Projection projection, Side side)
    {
        var scale = projection.PixelsPerMm;
        var centre = projection.Point(side.Mirrored([new(97, 73.5f, 0)])[0]);
        var flat = new BoneProfile(0, 1, 3, 0.4f);
        BoneLayer.Add(canvas, [Circle(27), Circle(21)], flat, _ => 0.9f * Metal);
        BoneLayer.Add(canvas, [Circle(15)], flat, _ => Metal);
        BoneLayer.Add(canvas, [Outline.Closed(projection.Points(side.Mirrored(Stem)))], flat, _ => Metal);

        Vector2[] Circle(float radius) => Outline.Ellipse(centre, radius * scale, radius * scale);
    }

    private static void DrawClips(Canvas canvas, Projection projection, RandomSource chance)
    {
        for (var clip = 2 + chance.Pick(6); clip > 0; clip--)
        {
            var at = projection.Point(new Vector3((float)(45 * chance.Normal()), (float)chance.Between(-100, 100), 20));
            var (sine, cosine) = MathF.SinCos((float)chance.Between(0, 3.1));
            var half = new Vector2(cosine, sine) * 3 * projection.PixelsPerMm;
            Stroke.Add(canvas, [at - half, at + half], 0.5f, 1.2f);
        }
    }

    private static void DrawScrews(Canvas canvas, Projection projection, RandomSource chance)
    {
        var side = chance.Happens(0.5) ? Side.Left : Side.Right;
        for (var screw = 0; screw < 2; screw++)
        {
            var y = (float)(84 + (14 * screw));
            var points = projection.Points(side.Mirrored([new(154, y + 24, 0), new(98, y - 10, 0)]));
            Stroke.Add(canvas, points, 1.5f, 1.8f);
            Stroke.Add(canvas, [points[0], points[0] + ((points[0] - points[1]) * 0.04f)], 2.6f, 1.8f);
        }
    }
}
