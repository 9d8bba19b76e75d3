using System.Numerics;

namespace AxSpA.Cloud.Phantoms.Rendering;

/// <summary>Points of a curve in pixels, close enough for straight lines between them.</summary>
internal static class Outline
{
    private const int PerSpan = 6;

    /// <summary>A closed Catmull–Rom spline through the points.</summary>
    public static Vector2[] Closed(ReadOnlySpan<Vector2> points)
    {
        var curve = new Vector2[points.Length * PerSpan];
        var count = points.Length;
        for (var index = 0; index < count; index++)
        {
            var (before, from, to, after) = (points[(index + count - 1) % count], points[index], points[(index + 1) % count], points[(index + 2) % count]);
            for (var part = 0; part < PerSpan; part++)
                curve[(index * PerSpan) + part] = Between(before, from, to, after, part / (float)PerSpan);
        }

        return curve;
    }

    /// <summary>An open Catmull–Rom spline from the first point to the last.</summary>
    public static Vector2[] Open(ReadOnlySpan<Vector2> points)
    {
        var curve = new Vector2[((points.Length - 1) * PerSpan) + 1];
        for (var index = 0; index < points.Length - 1; index++)
        {
            var (before, after) = (points[Math.Max(index - 1, 0)], points[Math.Min(index + 2, points.Length - 1)]);
            for (var part = 0; part < PerSpan; part++)
                curve[(index * PerSpan) + part] = Between(before, points[index], points[index + 1], after, part / (float)PerSpan);
        }

        curve[^1] = points[^1];
        return curve;
    }

    public static Vector2[] Ellipse(Vector2 centre, float across, float down, float turned = 0)
    {
        const int Points = 40;
        var (sine, cosine) = MathF.SinCos(turned);
        var curve = new Vector2[Points];
        for (var index = 0; index < Points; index++)
        {
            var (y, x) = MathF.SinCos(2 * MathF.PI * index / Points);
            curve[index] = centre + new Vector2((x * across * cosine) - (y * down * sine), (x * across * sine) + (y * down * cosine));
        }

        return curve;
    }

    private static Vector2 Between(Vector2 before, Vector2 from, Vector2 to, Vector2 after, float at)
        => 0.5f * ((2 * from) + ((to - before) * at) + (((2 * before) - (5 * from) + (4 * to) - after) * (at * at))
            + (((3 * from) - before - (3 * to) + after) * (at * at * at)));
}
