using System.Numerics.Tensors;

namespace AxSpA.Cloud.Imaging;

/// <summary>Stretching a picture's range to 0..1.</summary>
public static class Stretch
{
    /// <summary>(value − minimum) / (maximum − minimum) in single precision; all zero where the plane is constant.</summary>
    /// <remarks>Agrees bit for bit with MONAI 1.2 <c>ScaleIntensity</c>.</remarks>
    public static Plane<float> ToUnit(Plane<float> plane)
    {
        ArgumentNullException.ThrowIfNull(plane);
        var values = new float[plane.Values.Length];
        plane.Values.CopyTo(values);
        ToUnit(values);
        return new Plane<float>(plane.Rows, plane.Columns, values);
    }

    /// <inheritdoc cref="ToUnit(Plane{float})"/>
    public static Plane<float> ToUnit(Plane<ushort> plane)
    {
        ArgumentNullException.ThrowIfNull(plane);
        var values = new float[plane.Values.Length];
        var source = plane.Values;
        for (var index = 0; index < values.Length; index++)
            values[index] = source[index];
        ToUnit(values);
        return new Plane<float>(plane.Rows, plane.Columns, values);
    }

    internal static void ToUnit(Span<float> values)
    {
        var (low, high) = (TensorPrimitives.Min<float>(values), TensorPrimitives.Max<float>(values));
        if (low == high)
        {
            values.Clear();
            return;
        }

        TensorPrimitives.Subtract(values, low, values);
        TensorPrimitives.Divide(values, high - low, values);
    }
}
