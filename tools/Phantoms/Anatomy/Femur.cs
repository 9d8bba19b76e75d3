using System.Numerics;
using AxSpA.Cloud.Phantoms.Rendering;

namespace AxSpA.Cloud.Phantoms.Anatomy;

/// <summary>Head, neck and upper shaft of a femur.</summary>
internal sealed class Femur
{
    private const float Radius = 25.3f;

    private static readonly Vector3 Centre = new(97, 73.5f, 0);

    private static readonly Vector3[] Shaft =
    [
        new(99, 58, 4), new(112, 59, 4), new(122, 66, 0), new(131, 66, -6), new(140, 60, -10), new(149, 63, -12), new(156, 76, -10), new(159, 92, -6), new(156, 112, 0), new(151, 140, 0),
        new(148, 180, 0), new(147, 260, 0), new(119, 260, 0), new(119, 180, 0), new(119, 146, -4), new(113, 134, -10), new(111, 124, -12), new(116, 113, -8), new(113, 102, 0), new(104, 96, 4), new(92, 90, 4), new(88, 74, 4),
    ];

    private readonly Subject _subject;
    private readonly Projection _projection;
    private readonly Vector2[] _shaft;
    private readonly Vector2 _centre;

    public Femur(Subject subject, Projection projection, Side side)
    {
        (_subject, _projection) = (subject, projection);
        var shaft = Subject.Varied(Shaft, subject.Chance.For("femur"), 1.2);
        _shaft = Outline.Closed(projection.Points(side.Mirrored(shaft)));
        _centre = projection.Point(side.Mirrored([Centre])[0]);
        // The socket's shape follows the subject's proportions, and so does the head.
        var (across, down) = (projection.Point(side.Mirrored([Centre + new Vector3(Radius, 0, 0)])[0]), projection.Point(side.Mirrored([Centre + new Vector3(0, Radius, 0)])[0]));
        Across = Vector2.Distance(across, _centre);
        Down = Vector2.Distance(down, _centre);
    }

    /// <summary>The head's half-axes in pixels.</summary>
    public float Across { get; }

    public float Down { get; }

    /// <summary>The head with its joint space, in pixels.</summary>
    public Vector2[] Hip => Outline.Ellipse(_centre, Across + (3.5f * _projection.PixelsPerMm), Down + (3.5f * _projection.PixelsPerMm));

    public void Draw(Canvas canvas)
    {
        var density = _subject.Density;
        BoneLayer.Add(canvas, [Outline.Ellipse(_centre, Across, Down)], new BoneProfile(0.14f * density, 0.9f, 20), _ => 0.4f * density);
        BoneLayer.Add(canvas, [_shaft], new BoneProfile(0.36f * density, 3.2f, 11, 0.8f), _ => 0.26f * density);
    }
}
