using System.Numerics;
using AxSpA.Cloud.Phantoms.Chance;
using AxSpA.Cloud.Phantoms.Rendering;

namespace AxSpA.Cloud.Phantoms.Anatomy;

/// <summary>Head, neck and upper shaft of a femur.</summary>
internal sealed class Femur
{
    private const float Radius = 25.3f;

    private const float SpaceMm = 3.5f;

    private static readonly Vector3 Centre = new(97, 73.5f, 0);

    private static readonly Vector3[] Head =
    [
        new(110.4f, 52, 2), new(104, 49.2f, 0), new(97, 48.2f, 0), new(89, 49.5f, 0), new(82, 53.2f, 0), new(75, 61, 0),
        new(71.8f, 71, 0), new(72.4f, 79.5f, 0), new(76.4f, 88.4f, 0),
        new(84, 95.2f, 0), new(92.6f, 98.4f, 0), new(101, 99, 1),
    ];

    private static readonly Vector3[] Shaft =
    [
        new(109, 103, 0), new(115, 112, -6), new(114, 121, -12), new(110.5f, 127, -14), new(113, 136, -10), new(118.5f, 149, -4),
        new(120, 180, 0), new(120, 280, 0),
        new(148, 280, 0), new(149, 180, 0), new(152, 140, 0), new(157, 112, 0), new(160, 94, -6), new(158, 78, -10), new(151, 64, -12),
        new(142, 59, -12), new(134, 62.5f, -8),
        new(127, 66, -2), new(119, 61, 4),
    ];

    private readonly Subject _subject;
    private readonly Projection _projection;
    private readonly Side _side;
    private readonly Vector2[] _outline;

    public Femur(Subject subject, Projection projection, Side side)
    {
        (_subject, _projection, _side) = (subject, projection, side);
        var shaft = Subject.Varied(Shaft, subject.Chance.For("femur"), 0.9);
        _outline = Outline.Closed(projection.Points(side.Mirrored([.. Head, .. shaft])));
        var centre = Point(Centre);
        var across = Point(Centre + new Vector3(Radius + SpaceMm, 0, 0));
        var down = Point(Centre + new Vector3(0, Radius + SpaceMm, 0));
        Hip = Outline.Ellipse(centre, Vector2.Distance(across, centre), Vector2.Distance(down, centre));
    }

    /// <summary>The head with its joint space, in pixels.</summary>
    public Vector2[] Hip { get; }

    public void Draw(Canvas canvas)
    {
        var density = _subject.Density;
        var (back, sign) = (_projection.Back, _side.Sign());
        BoneLayer.Add(canvas, [_outline], new BoneProfile(0.2f * density, 2.4f, 14, 0.6f), pixel =>
        {
            var at = Vector2.Transform(pixel, back);
            var (shaft, head) = (LineNoise.Smooth(112, 150, at.Y), LineNoise.Smooth(118, 104, at.X * sign));
            var body = (0.3f * (1 - shaft)) + (0.12f * shaft) + (0.08f * head);
            return new BoneBody(body * density, 0.55f + (0.25f * (1 - head)) + (1.3f * shaft));
        });
        Line(canvas, [new(88, 54, 0), new(98, 76, 0), new(112, 104, 0), new(120, 130, 0)], 5, 0.07f);
        Line(canvas, [new(76, 80, 0), new(98, 68, 0), new(122, 70, 0), new(144, 90, 0)], 4, 0.05f);
        Line(canvas, [new(140, 66, -12), new(132, 84, -12), new(120, 104, -12), new(114, 120, -12)], 1.6f, 0.07f);
    }

    private Vector2 Point(Vector3 landmark) => _projection.Point(_side.Mirrored([landmark])[0]);

    private void Line(Canvas canvas, Vector3[] landmarks, float width, float height)
        => Stroke.Add(canvas, Outline.Open(_projection.Points(_side.Mirrored(landmarks))), width, height * _subject.Density);
}
