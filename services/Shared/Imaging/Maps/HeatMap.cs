using System.Numerics.Tensors;

namespace AxSpA.Cloud.Imaging;

/// <summary>From a class activation map on the network's coarse grid to a map that a person can lay over the radiograph.</summary>
/// <remarks>Source: Selvaraju et al., ICCV 2017, as grad-cam 1.4.6 scales it.</remarks>
public static class HeatMap
{
    private const float Epsilon = 1e-7f;

    /// <summary>Clips at 0, takes the minimum away and divides by 1e-7 + the maximum that remains.</summary>
    /// <returns>Same size, 0 up to just below 1; all 0 where no value is positive or all are equal.</returns>
    public static Plane<float> Normalise(Plane<float> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        var values = new float[map.Values.Length];
        TensorPrimitives.Max(map.Values, 0f, values);
        TensorPrimitives.Subtract(values, TensorPrimitives.Min<float>(values), values);
        TensorPrimitives.Divide(values, Epsilon + TensorPrimitives.Max<float>(values), values);
        return new Plane<float>(map.Rows, map.Columns, values);
    }

    /// <summary>The map on the network's input grid: normalised, enlarged bilinearly (half-pixel centres, border repeated), normalised again.</summary>
    /// <param name="lowResolution">The weighted sum of the last block's activations before clipping, 13 × 20 for the published network; mirrored.</param>
    /// <param name="rows">Rows of the network's input.</param>
    /// <param name="columns">Columns of the network's input.</param>
    /// <remarks>Agrees with the published maps within 2e-6 given the same coarse map.</remarks>
    public static Plane<float> Enlarge(Plane<float> lowResolution, int rows, int columns)
        => Normalise(Resizing.Bilinear(Normalise(lowResolution), rows, columns, alignCorners: false));

    /// <summary>The map on the radiograph's own pixels: upright, mirror undone, padding removed.</summary>
    /// <param name="lowResolution">The map as the network gives it, mirrored, before clipping.</param>
    /// <param name="geometry">How the radiograph came to lie on the network's input.</param>
    /// <param name="rows">Rows of the radiograph.</param>
    /// <param name="columns">Columns of the radiograph.</param>
    /// <returns>
    /// Rows × columns, 0..1. 0 outside of what the network saw, <see cref="InputGeometry.Seen"/>.
    /// The scale is the network's: where its strongest activation lies in the padding, the map's largest value here is below 1.
    /// </returns>
    /// <exception cref="ArgumentException">The fed rectangle reaches outside the radiograph.</exception>
    public static Plane<float> OnRadiograph(Plane<float> lowResolution, InputGeometry geometry, int rows, int columns)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        var source = geometry.Source;
        if (source.X < 0 || source.Y < 0 || source.X + source.Width > columns || source.Y + source.Height > rows)
            throw new ArgumentException($"expected a rectangle inside {columns} × {rows} pixels, found {source}", nameof(geometry));

        var map = Enlarge(lowResolution, geometry.InputRows, geometry.InputColumns);
        var across = new Sample[source.Width];
        for (var column = 0; column < source.Width; column++)
            across[column] = Sample.At(geometry.InputColumnOf(source.X + column), geometry.InputColumns);

        var result = new float[rows * columns];
        Parallel.For(source.Y, source.Y + source.Height, row =>
        {
            var down = Sample.At(geometry.InputRowOf(row), geometry.InputRows);
            if (!down.Seen)
                return;
            var upper = map.Row(down.First);
            var lower = map.Row(down.Second);
            var target = result.AsSpan((row * columns) + source.X, source.Width);
            for (var column = 0; column < target.Length; column++)
            {
                var sample = across[column];
                if (sample.Seen)
                    target[column] = float.Lerp(sample.Of(upper), sample.Of(lower), down.Weight);
            }
        });
        return new Plane<float>(rows, columns, result);
    }

    private readonly record struct Sample(int First, int Second, float Weight, bool Seen)
    {
        public static Sample At(double position, int size)
        {
            var inside = Math.Clamp(position, 0, size - 1);
            var first = (int)inside;
            return new Sample(first, Math.Min(first + 1, size - 1), (float)(inside - first), InputGeometry.Sees(position, size));
        }

        public float Of(ReadOnlySpan<float> line) => float.Lerp(line[First], line[Second], Weight);
    }
}
