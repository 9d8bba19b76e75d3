using System.Numerics;

namespace AxSpA.Cloud.Phantoms.Rendering;

/// <summary>Fills closed outlines by the even-odd rule.</summary>
internal static class Scanline
{
    /// <summary>Calls <paramref name="fill"/> with row, first column and end column (exclusive) of every run of samples inside.</summary>
    /// <param name="outlines">Closed curves in pixels; a hole is one more curve.</param>
    /// <param name="rows">Rows of samples.</param>
    /// <param name="columns">Columns of samples.</param>
    /// <param name="step">Pixels between samples; sample (r, c) lies at (c · step, r · step).</param>
    /// <param name="fill">What is done with a run.</param>
    public static void Fill(ReadOnlySpan<Vector2[]> outlines, int rows, int columns, float step, Action<int, int, int> fill)
    {
        var crossings = new List<float>[rows];
        foreach (var outline in outlines)
            Cross(outline, crossings, step);
        for (var row = 0; row < rows; row++)
        {
            if (crossings[row] is not { } line)
                continue;
            line.Sort();
            for (var index = 0; index + 1 < line.Count; index += 2)
            {
                var from = Math.Max((int)MathF.Ceiling(line[index]), 0);
                var to = Math.Min((int)MathF.Ceiling(line[index + 1]), columns);
                if (from < to)
                    fill(row, from, to);
            }
        }
    }

    private static void Cross(Vector2[] outline, List<float>[] crossings, float step)
    {
        for (var index = 0; index < outline.Length; index++)
        {
            var (a, b) = (outline[index] / step, outline[(index + 1) % outline.Length] / step);
            if (a.Y > b.Y)
                (a, b) = (b, a);
            var last = Math.Min((int)MathF.Ceiling(b.Y) - 1, crossings.Length - 1);
            for (var row = Math.Max((int)MathF.Ceiling(a.Y), 0); row <= last; row++)
                (crossings[row] ??= []).Add(a.X + ((row - a.Y) * (b.X - a.X) / (b.Y - a.Y)));
        }
    }
}
