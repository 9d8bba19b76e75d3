using System.Numerics;
using AxSpA.Cloud.Phantoms.Chance;
using AxSpA.Cloud.Phantoms.Rendering;

namespace AxSpA.Cloud.Phantoms.Anatomy;

/// <summary>Ilium, ischium and pubis of one side: the published label's whole hemipelvis.</summary>
internal sealed class HipBone
{
    private static readonly Vector3[] Crest =
    [
        new(56, -59, -50), new(55.5f, -71, -54), new(60, -87, -46), new(71, -102, -30), new(91, -112.5f, -8), new(112, -112.5f, 16),
        new(131, -101, 38), new(144, -81, 50),
        new(151, -60, 57), new(149, -47, 60), new(138, -31, 55), new(126, -8, 47), new(123, 8, 45), new(125, 24, 36), new(129, 40, 18),
        new(128, 52, 10),
    ];

    private static readonly Vector3[] Socket =
    [
        new(121, 53.5f, 5), new(110, 46.5f, 2), new(97, 44, 0), new(83.5f, 47.5f, 0), new(72.5f, 57.5f, 0), new(68, 72, 0),
        new(71, 88, -2), new(80, 99, -6), new(90, 103, -12),
    ];

    private static readonly Vector3[] Ischium =
    [
        new(97, 112, -24), new(96, 124, -32), new(98, 141, -36), new(95, 158, -38), new(84, 171, -33), new(69, 175, -24),
        new(54, 171, -6), new(38, 161, 22),
        new(22, 148, 44), new(9, 137, 56), new(3.4f, 129, 62), new(3, 117, 64), new(3.6f, 105, 62), new(10, 99, 60), new(23, 96, 58),
        new(40, 91, 46), new(54, 82, 30), new(61, 73, 16),
    ];

    private static readonly Vector3[] Brim =
    [
        new(65, 61, 4), new(68, 50, -6), new(66.5f, 41, -14), new(61.5f, 35, -20), new(54.5f, 31, -26), new(47, 31, -30),
    ];

    private static readonly Vector3[] Foramen =
    [
        new(29, 119, 46), new(35, 109, 40), new(48, 104.5f, 26), new(60, 109, 8), new(67, 121, -8), new(68, 137, -16),
        new(62, 152, -12), new(51, 154, 2), new(39, 143, 22), new(31, 131, 38),
    ];

    // The socket's walls, through which the head is seen.
    private static readonly Vector3[] Wall =
    [
        new(128, 50, -8), new(124, 70, -16), new(114, 92, -24), new(99, 107, -28), new(84, 104, -20), new(74, 94, -6), new(69, 73, 0),
        new(75, 57, 0), new(88, 48, 2), new(108, 45.5f, 2),
    ];

    private static readonly Vector3[] Ilioischial = [new(73, 36, -26), new(68, 62, -26), new(68.5f, 90, -28), new(72, 112, -32), new(76, 140, -34)];

    private readonly Side _side;
    private readonly Subject _subject;
    private readonly Projection _projection;
    private readonly JointLine _joint;
    private readonly Vector3[] _crest;
    private readonly Vector2[] _seen;
    private readonly Vector2[] _foramen;
    private readonly Vector3[] _socket;
    private readonly Vector3[] _brim;
    private readonly Vector3[] _ischium;

    public HipBone(Subject subject, Projection projection, JointLine joint, Side side)
    {
        (_subject, _projection, _side) = (subject, projection, side);
        (_joint, _crest) = (joint, Varied(Crest, "crest", 1.8));
        (_socket, _ischium, _brim) = (Varied(Socket, "socket", 0.5), Varied(Ischium, "ischium", 1.0), Varied(Brim, "brim", 0.9));
        _foramen = Rendering.Outline.Closed(projection.Points(Varied(Foramen, "foramen", 0.7)));
        _seen = Border(joint.Posterior);
        var inner = joint.Anterior.Select(point => point with { X = point.X - (6 * side.Sign()) }).ToArray();
        Outlines = [Border(inner), _foramen];
    }

    /// <summary>The label's border and its hole. Beyond the joint line it runs under the sacrum, which is painted over it.</summary>
    public Vector2[][] Outlines { get; }

    public void Draw(Canvas canvas)
    {
        var density = _subject.Density;
        var (back, sign) = (_projection.Back, _side.Sign());
        var joint = new JointCoordinates(_projection.Points(_joint.Anterior), canvas.Spacing, sign);
        BoneLayer.Add(canvas, [_seen, _foramen], new BoneProfile(0.27f * density, 1.5f, 7), pixel =>
        {
            var at = Vector2.Transform(pixel, back);
            var (body, edge) = UnderSacrum(joint, pixel);
            return new BoneBody(Thickness(at with { X = at.X * sign }) * body * density, edge);
        });
        DrawLines(canvas);
        var wall = Rendering.Outline.Closed(_projection.Points(_side.Mirrored(Wall)));
        BoneLayer.Add(canvas, [wall], new BoneProfile(0.05f * density, 0.9f, 8, 0.8f), _ => 0.1f * density);
    }

    /// <summary>Where the beam grazes a surface: roof, teardrop, brim, ischium and the lip of the crest.</summary>
    private void DrawLines(Canvas canvas)
    {
        Line(canvas, [.. _socket.AsSpan(0, 4)], 1.1f, 0.28f);
        Line(canvas, [.. _socket.AsSpan(3, 5)], 0.6f, 0.12f);
        Line(canvas, [.. _brim.Reverse(), .. _ischium.AsSpan(14, 4).ToArray().Reverse()], 0.9f, 0.2f);
        Line(canvas, _side.Mirrored(Ilioischial), 0.8f, 0.1f);
        Line(canvas, [.. _crest[1..10].Select(point => point + new Vector3(-0.06f * point.X, 5.5f - (0.02f * point.Y), 4))], 1.6f, 0.05f);
        Line(canvas, _side.Mirrored([new(116, 60, 18), new(98, 88, 26), new(76, 101, 32), new(60, 104, 30)]), 0.6f, 0.06f);
        Line(canvas, _side.Mirrored([new(72, 60, 2), new(70.5f, 74, 2), new(71.5f, 88, 0), new(75, 97, -2)]), 0.7f, 0.12f);
    }

    /// <summary>Behind the sacrum the ilium thins out, and its edge there runs along the beam nowhere.</summary>
    private static (float Body, float Edge) UnderSacrum(JointCoordinates joint, Vector2 pixel)
    {
        var (offset, along) = joint.At((int)pixel.Y, (int)pixel.X);
        var beside = LineNoise.Smooth(-14, 6, along);
        return (1 - (beside * 0.85f * LineNoise.Smooth(1, -11, offset)), 1 - (beside * 0.75f * LineNoise.Smooth(1, -4, offset)));
    }

    /// <summary>Thick above the joint and the socket, at the ischium and the pubis, thin in the wing's hollow.</summary>
    private static float Thickness(Vector2 at)
        => 0.15f
            + Bump(at, 60, -38, 17, 34, 0.22f)
            + Bump(at, 99, 26, 24, 22, 0.26f)
            + Bump(at, 82, 138, 20, 30, 0.22f)
            + Bump(at, 20, 118, 16, 22, 0.13f)
            + Bump(at, 128, -50, 13, 50, 0.09f)
            + Bump(at, 74, 60, 18, 26, 0.16f)
            + Bump(at, 45, 95, 20, 12, 0.1f)
            - Bump(at, 96, -58, 20, 26, 0.07f);

    private static float Bump(Vector2 at, float x, float y, float across, float down, float height)
    {
        var (dx, dy) = ((at.X - x) / across, (at.Y - y) / down);
        return height * MathF.Exp(-0.5f * ((dx * dx) + (dy * dy)));
    }

    private Vector3[] Varied(Vector3[] average, string part, double millimetres)
    {
        var both = Subject.Varied(average, _subject.Chance.For(part), millimetres);
        return _side.Mirrored(Subject.Varied(both, _subject.Chance.For(part + " " + _side), millimetres * 0.4));
    }

    private Vector2[] Border(Vector3[] joint)
        => Rendering.Outline.Closed(_projection.Points([.. joint.Reverse(), .. _crest, .. _socket, .. _ischium, .. _brim]));

    private void Line(Canvas canvas, Vector3[] landmarks, float width, float height)
        => Stroke.Add(canvas, Rendering.Outline.Open(_projection.Points(landmarks)), width, height * _subject.Density);
}
