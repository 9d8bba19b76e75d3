using System.Numerics;
using AxSpA.Cloud.Phantoms.Rendering;

namespace AxSpA.Cloud.Phantoms.Anatomy;

/// <summary>Ilium, ischium and pubis of one side: the published label's whole hemipelvis.</summary>
internal sealed class HipBone
{
    private static readonly Vector3[] Crest =
    [
        new(50, -62, -50), new(52, -74, -54), new(60, -91, -45), new(76, -107, -28), new(97, -116, -5), new(118, -114, 18), new(135, -101, 38), new(145, -82, 50),
        new(148, -63, 56), new(144, -46, 60), new(135, -27, 54), new(126, -8, 47), new(123, 8, 45), new(125, 24, 36), new(129, 40, 18), new(128, 52, 10),
    ];

    private static readonly Vector3[] Socket =
        [new(121, 53.5f, 5), new(110, 46.5f, 2), new(97, 44, 0), new(83.5f, 47.5f, 0), new(72.5f, 57.5f, 0), new(68, 72, 0), new(71, 88, -2), new(80, 99, -6), new(90, 103, -12)];

    private static readonly Vector3[] Ischium =
    [
        new(97, 112, -24), new(97, 124, -32), new(98, 138, -36), new(93, 153, -38), new(81, 163, -31), new(67, 161, -20), new(52, 152, 4), new(35, 143, 30),
        new(18, 140, 48), new(7, 139, 58), new(3.4f, 131, 62), new(3, 118, 64), new(3.6f, 106, 62), new(10, 99, 60), new(23, 96, 58), new(40, 91, 46), new(54, 82, 30), new(61, 73, 16),
    ];

    private static readonly Vector3[] Brim = [new(64, 60, 4), new(68.5f, 47, -6), new(69, 36, -14), new(63, 28, -20), new(53, 27.5f, -26), new(46, 30.5f, -30)];

    private static readonly Vector3[] Foramen =
        [new(31, 117, 45), new(37, 107, 40), new(49, 103, 26), new(61, 108, 8), new(67, 120, -8), new(64, 136, -14), new(54, 145, -4), new(42, 138, 18), new(33, 128, 38)];

    private readonly Side _side;
    private readonly Subject _subject;
    private readonly Projection _projection;
    private readonly Vector2[] _seen;
    private readonly Vector2[] _foramen;
    private readonly Vector3[] _socket;
    private readonly Vector3[] _brim;
    private readonly Vector3[] _ischium;

    public HipBone(Subject subject, Projection projection, JointLine joint, Side side)
    {
        (_subject, _projection, _side) = (subject, projection, side);
        var crest = Varied(Crest, "crest", 1.8);
        (_socket, _ischium, _brim) = (Varied(Socket, "socket", 0.5), Varied(Ischium, "ischium", 1.0), Varied(Brim, "brim", 0.9));
        _foramen = Rendering.Outline.Closed(projection.Points(Varied(Foramen, "foramen", 0.7)));
        _seen = Border(joint.Posterior, crest);
        var inner = joint.Anterior.Select(point => point with { X = point.X - (6 * side.Sign()) }).ToArray();
        Outlines = [Border(inner, crest), _foramen];
    }

    /// <summary>The label's border and its hole. Beyond the joint line it runs under the sacrum, which is painted over it.</summary>
    public Vector2[][] Outlines { get; }

    public void Draw(Canvas canvas)
    {
        var density = _subject.Density;
        var (back, sign) = (_projection.Back, _side.Sign());
        BoneLayer.Add(canvas, [_seen, _foramen], new BoneProfile(0.27f * density, 1.5f, 7), pixel =>
        {
            var at = Vector2.Transform(pixel, back);
            return Thickness(at with { X = at.X * sign }) * density;
        });
        Line(canvas, [.. _socket.AsSpan(0, 4)], 1.1f, 0.28f);
        Line(canvas, [.. _socket.AsSpan(3, 5)], 0.6f, 0.12f);
        Line(canvas, [.. _brim.Reverse(), .. _ischium.AsSpan(14, 4).ToArray().Reverse()], 0.9f, 0.16f);
        Line(canvas, [_side.Mirrored([new(74, 30, -30)])[0], _side.Mirrored([new(67, 66, -26)])[0], _side.Mirrored([new(68, 96, -28)])[0], _ischium[5]], 0.8f, 0.13f);
        Line(canvas, _side.Mirrored([new(116, 60, 18), new(98, 88, 26), new(76, 101, 32), new(60, 104, 30)]), 0.6f, 0.06f);
        Line(canvas, _side.Mirrored([new(126, 50, -8), new(124, 74, -18), new(114, 94, -24), new(101, 106, -28)]), 0.7f, 0.09f);
    }

    private static float Thickness(Vector2 at)
        => 0.15f
            + Bump(at, 60, -38, 17, 34, 0.22f) + Bump(at, 99, 26, 24, 22, 0.26f) + Bump(at, 82, 138, 20, 30, 0.22f) + Bump(at, 20, 118, 16, 22, 0.13f)
            + Bump(at, 128, -50, 13, 50, 0.09f) + Bump(at, 74, 60, 18, 26, 0.16f) + Bump(at, 45, 95, 20, 12, 0.1f) - Bump(at, 96, -58, 20, 26, 0.07f);

    private static float Bump(Vector2 at, float x, float y, float across, float down, float height)
    {
        var (dx, dy) = ((at.X - x) / across, (at.Y - y) / down);
        return height * MathF.Exp(-0.5f * ((dx * dx) + (dy * dy)));
    }

    private Vector3[] Varied(Vector3[] average, string part, double millimetres)
        => _side.Mirrored(Subject.Varied(Subject.Varied(average, _subject.Chance.For(part), millimetres), _subject.Chance.For(part + " " + _side), millimetres * 0.4));

    private Vector2[] Border(Vector3[] joint, Vector3[] crest)
        => Rendering.Outline.Closed(_projection.Points([.. joint.Reverse(), .. crest, .. _socket, .. _ischium, .. _brim]));

    private void Line(Canvas canvas, Vector3[] landmarks, float width, float height)
        => Stroke.Add(canvas, Rendering.Outline.Open(_projection.Points(landmarks)), width, height * _subject.Density);
}
