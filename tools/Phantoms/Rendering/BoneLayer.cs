using System.Numerics;

namespace AxSpA.Cloud.Phantoms.Rendering;

/// <summary>Adds one bone to the canvas.</summary>
internal static class BoneLayer
{
    /// <param name="canvas">What the bone is added to.</param>
    /// <param name="outlines">Closed curves in pixels; holes are curves too.</param>
    /// <param name="profile">Edge and rounding.</param>
    /// <param name="body">What the bone attenuates at a pixel position.</param>
    public static void Add(Canvas canvas, ReadOnlySpan<Vector2[]> outlines, BoneProfile profile, Func<Vector2, BoneBody> body)
    {
        var field = DistanceField.Of(outlines, canvas, Math.Max(profile.Rounding, 6) + 1);
        var (bodies, edges) = Bodies(field, body);
        Span<float> distance = new float[field.Columns];
        Span<float> thick = new float[field.Columns];
        Span<float> edge = new float[field.Columns];
        var end = Math.Min((field.Row + field.Rows - 1) * DistanceField.Step, canvas.Rows);
        for (var row = field.Row * DistanceField.Step; row < end; row++)
        {
            var (node, part) = ((row / DistanceField.Step) - field.Row, row % DistanceField.Step / (float)DistanceField.Step);
            Blend(field.Line(node), field.Line(node + 1), part, distance);
            Blend(Line(bodies, node), Line(bodies, node + 1), part, thick);
            Blend(Line(edges, node), Line(edges, node + 1), part, edge);
            AddRow(canvas.Row(row), field.Column, distance, thick, edge, profile);
        }

        ReadOnlySpan<float> Line(float[] values, int node) => values.AsSpan(node * field.Columns, field.Columns);
    }

    private static (float[] Bodies, float[] Edges) Bodies(DistanceField field, Func<Vector2, BoneBody> body)
    {
        var bodies = new float[field.Rows * field.Columns];
        var edges = new float[field.Rows * field.Columns];
        for (var row = 0; row < field.Rows; row++)
        {
            var line = field.Line(row);
            for (var column = 0; column < field.Columns; column++)
            {
                // Further outside nothing reads it.
                if (line[column] <= -3)
                    continue;
                var at = (row * field.Columns) + column;
                (bodies[at], edges[at]) = body(new Vector2(field.Column + column, field.Row + row) * DistanceField.Step);
            }
        }

        return (bodies, edges);
    }

    private static void Blend(ReadOnlySpan<float> above, ReadOnlySpan<float> below, float part, Span<float> result)
    {
        for (var index = 0; index < result.Length; index++)
            result[index] = above[index] + ((below[index] - above[index]) * part);
    }

    private static void AddRow(
        Span<float> pixels, int firstNode, ReadOnlySpan<float> distance, ReadOnlySpan<float> body, ReadOnlySpan<float> edge, BoneProfile profile)
    {
        const float Part = 1f / DistanceField.Step;
        for (var node = 0; node + 1 < distance.Length; node++)
        {
            if (distance[node] < -2 && distance[node + 1] < -2)
                continue;
            var from = (firstNode + node) * DistanceField.Step;
            var (near, rise) = (distance[node], (distance[node + 1] - distance[node]) * Part);
            var (thick, grow) = (body[node], (body[node + 1] - body[node]) * Part);
            var shell = edge[node];
            var count = Math.Min(DistanceField.Step, pixels.Length - from);
            for (var offset = 0; offset < count; offset++)
                pixels[from + offset] += profile.At(near + (rise * offset), thick + (grow * offset), shell);
        }
    }
}
