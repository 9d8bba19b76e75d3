using System.Numerics;

namespace AxSpA.Cloud.Phantoms.Rendering;

/// <summary>Squared distances to a curve, lowered segment by segment; work is done near a segment alone.</summary>
internal static class NearestDistance
{
    /// <param name="squares">Rows × columns, in samples squared; lowered where the segment is nearer.</param>
    /// <param name="rows">Rows of samples.</param>
    /// <param name="columns">Columns of samples.</param>
    /// <param name="from">Where the segment begins, in samples.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="reach">Samples beyond which nothing needs to be known.</param>
    public static void Lower(float[] squares, int rows, int columns, Vector2 from, Vector2 to, float reach)
    {
        var along = to - from;
        var scale = 1 / Math.Max(along.LengthSquared(), 1e-9f);
        var (least, most) = (Vector2.Min(from, to) - new Vector2(reach), Vector2.Max(from, to) + new Vector2(reach));
        var (top, bottom) = (Math.Max((int)least.Y, 0), Math.Min((int)most.Y + 1, rows - 1));
        var (left, right) = (Math.Max((int)least.X, 0), Math.Min((int)most.X + 1, columns - 1));
        for (var row = top; row <= bottom; row++)
        {
            for (var column = left; column <= right; column++)
            {
                var offset = new Vector2(column, row) - from;
                var nearest = offset - (along * Math.Clamp(Vector2.Dot(offset, along) * scale, 0, 1));
                ref var square = ref squares[(row * columns) + column];
                square = Math.Min(square, nearest.LengthSquared());
            }
        }
    }
}
