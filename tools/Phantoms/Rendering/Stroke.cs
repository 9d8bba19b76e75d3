using System.Numerics;

namespace AxSpA.Cloud.Phantoms.Rendering;

/// <summary>A line of more (or less) attenuation along an open curve: where the beam grazes compact bone.</summary>
internal static class Stroke
{
    /// <param name="canvas">What the line is added to.</param>
    /// <param name="curve">Points in pixels.</param>
    /// <param name="width">Standard deviation across the line, millimetres.</param>
    /// <param name="height">Attenuation in its middle; negative takes away.</param>
    public static void Add(Canvas canvas, ReadOnlySpan<Vector2> curve, float width, float height)
    {
        var sigma = width / canvas.Spacing;
        var reach = 2.7f * sigma;
        var (least, most) = (curve[0], curve[0]);
        foreach (var point in curve)
            (least, most) = (Vector2.Min(least, point), Vector2.Max(most, point));
        var (top, left) = (Math.Max((int)(least.Y - reach), 0), Math.Max((int)(least.X - reach), 0));
        var bottom = Math.Min((int)(most.Y + reach) + 1, canvas.Rows - 1);
        var right = Math.Min((int)(most.X + reach) + 1, canvas.Columns - 1);
        if (top > bottom || left > right)
            return;
        var (rows, columns) = (bottom - top + 1, right - left + 1);
        var squares = new float[rows * columns];
        Array.Fill(squares, float.MaxValue);
        var origin = new Vector2(left, top);
        for (var index = 0; index + 1 < curve.Length; index++)
            NearestDistance.Lower(squares, rows, columns, curve[index] - origin, curve[index + 1] - origin, reach);
        var scale = -0.5f / (sigma * sigma);
        for (var row = 0; row < rows; row++)
        {
            var line = canvas.Row(top + row).Slice(left, columns);
            for (var column = 0; column < columns; column++)
            {
                var square = squares[(row * columns) + column];
                if (square < reach * reach)
                    line[column] += height * MathF.Exp(square * scale);
            }
        }
    }
}
