namespace AxSpA.Cloud.Imaging;

/// <summary>The four ways in which the published pipeline changes a picture's size.</summary>
public static partial class Resizing
{
    /// <summary>Nearest neighbour: result cell i takes source cell floor(i · n / rows), on both axes.</summary>
    /// <remarks>Agrees with PyTorch 1.13 <c>interpolate(mode="nearest")</c> exactly where floor(i · n / m) is meant without rounding; label maps go back to the radiograph's grid with it.</remarks>
    public static Plane<T> Nearest<T>(Plane<T> plane, int rows, int columns)
        where T : unmanaged
    {
        RequireTarget(plane, rows, columns);
        var sourceColumns = new int[columns];
        for (var column = 0; column < columns; column++)
            sourceColumns[column] = (int)((long)column * plane.Columns / columns);

        var result = new T[rows * columns];
        var before = -1;
        for (var row = 0; row < rows; row++)
        {
            var target = result.AsSpan(row * columns, columns);
            var sourceRow = (int)((long)row * plane.Rows / rows);
            if (sourceRow == before)
            {
                result.AsSpan((row - 1) * columns, columns).CopyTo(target);
                continue;
            }

            var source = plane.Row(sourceRow);
            for (var column = 0; column < target.Length; column++)
                target[column] = source[sourceColumns[column]];
            before = sourceRow;
        }

        return new Plane<T>(rows, columns, result);
    }

    /// <summary>Cuts centrally where a side is too long, pads with zeros where it is too short.</summary>
    /// <remarks>
    /// A cut starts at floor(size / 2) − floor(target / 2); of a padding the smaller half lies in front. Agrees exactly with MONAI 1.2 <c>ResizeWithPadOrCrop</c>.
    /// </remarks>
    public static Plane<T> CentreCropOrPad<T>(Plane<T> plane, int rows, int columns)
        where T : unmanaged
    {
        RequireTarget(plane, rows, columns);
        var (top, left) = (CentreOffset(plane.Rows, rows), CentreOffset(plane.Columns, columns));
        var (firstRow, firstColumn) = (Math.Max(top, 0), Math.Max(left, 0));
        var (height, width) = (Math.Min(plane.Rows, rows), Math.Min(plane.Columns, columns));
        var result = new T[rows * columns];
        for (var row = firstRow; row < firstRow + height; row++)
            plane.Row(row - top).Slice(firstColumn - left, width).CopyTo(result.AsSpan((row * columns) + firstColumn));
        return new Plane<T>(rows, columns, result);
    }

    /// <summary>Where cell 0 of an axis of <paramref name="size"/> cells comes to lie in <paramref name="target"/> cells by <see cref="CentreCropOrPad"/>; negative where cells are cut.</summary>
    public static int CentreOffset(int size, int target) => size > target ? (target / 2) - (size / 2) : (target - size) / 2;

    /// <summary>The size whose longer side is <paramref name="longest"/>, the other in proportion, rounded half to even and at least 1.</summary>
    public static (int Rows, int Columns) FitLongestSide(int rows, int columns, int longest)
    {
        // The scale is rounded before it is multiplied, as in MONAI 1.2: this decides sizes that fall on a half.
        var scale = (double)longest / Math.Max(rows, columns);
        return (Scale(rows), Scale(columns));

        int Scale(int side) => Math.Max(1, (int)Math.Round(side * scale, MidpointRounding.ToEven));
    }

    private static void RequireTarget<T>(Plane<T> plane, int rows, int columns)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(plane);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
    }
}
