using System.Numerics;

namespace AxSpA.Cloud.Imaging;

public static partial class Resizing
{
    /// <summary>Area resize: result cell i is the mean of source cells floor(i · n / m) to ceil((i + 1) · n / m) − 1 on each axis, also when enlarging.</summary>
    /// <remarks>
    /// Summed in double. Agrees with PyTorch 1.13 <c>interpolate(mode="area")</c> within 1e-6 on values 0..1. A constant plane stays exactly constant.
    /// </remarks>
    public static Plane<float> Area<T>(Plane<T> plane, int rows, int columns)
        where T : unmanaged, INumberBase<T>
    {
        RequireTarget(plane, rows, columns);
        var cells = new (int From, int To)[columns];
        for (var column = 0; column < columns; column++)
            cells[column] = Cells(column, plane.Columns, columns);

        var result = new float[rows * columns];
        Parallel.For(0, rows, () => new double[plane.Columns], (row, _, sums) =>
        {
            var (from, to) = Cells(row, plane.Rows, rows);
            AddRows(plane, from, to, sums);
            var target = result.AsSpan(row * columns, columns);
            for (var column = 0; column < target.Length; column++)
            {
                var (left, right) = cells[column];
                var sum = 0.0;
                foreach (var part in sums.AsSpan(left, right - left))
                    sum += part;
                target[column] = (float)(sum / ((to - from) * (right - left)));
            }

            return sums;
        }, _ => { });
        return new Plane<float>(rows, columns, result);
    }

    private static void AddRows<T>(Plane<T> plane, int from, int to, double[] sums)
        where T : unmanaged, INumberBase<T>
    {
        Array.Clear(sums);
        for (var row = from; row < to; row++)
        {
            var source = plane.Row(row);
            for (var column = 0; column < source.Length; column++)
                sums[column] += double.CreateTruncating(source[column]);
        }
    }

    private static (int From, int To) Cells(int index, int source, int target)
        => ((int)((long)index * source / target), (int)((((long)index + 1) * source + target - 1) / target));
}
