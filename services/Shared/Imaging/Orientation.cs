namespace AxSpA.Cloud.Imaging;

/// <summary>Changes of axis order. Every plane inside the system is upright; these two turns lead to the layouts of the published networks.</summary>
public static class Orientation
{
    private const int Block = 32;

    /// <summary>Exchanges rows and columns, the published app's array layout: result[c, r] = plane[r, c].</summary>
    public static Plane<T> Transpose<T>(Plane<T> plane)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(plane);
        var (rows, columns) = (plane.Rows, plane.Columns);
        var source = plane.Values;
        var result = new T[source.Length];
        // Square blocks keep both the lines read and the lines written in the cache.
        for (var top = 0; top < rows; top += Block)
        {
            var bottom = Math.Min(top + Block, rows);
            for (var left = 0; left < columns; left += Block)
            {
                var right = Math.Min(left + Block, columns);
                for (var row = top; row < bottom; row++)
                {
                    for (var column = left; column < right; column++)
                        result[(column * rows) + row] = source[(row * columns) + column];
                }
            }
        }

        return new Plane<T>(columns, rows, result);
    }

    /// <summary>Exchanges left and right, the layout that both classifiers were trained on: result[r, c] = plane[r, columns − 1 − c].</summary>
    public static Plane<T> MirrorColumns<T>(Plane<T> plane)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(plane);
        var result = plane.Values.ToArray();
        for (var row = 0; row < plane.Rows; row++)
            result.AsSpan(row * plane.Columns, plane.Columns).Reverse();
        return new Plane<T>(plane.Rows, plane.Columns, result);
    }
}
