using System.Numerics.Tensors;

namespace AxSpA.Cloud.Imaging;

/// <summary>What the segmentation network sees.</summary>
public static class SegmentationInput
{
    /// <summary>The radiograph resized by area to <paramref name="side"/> × <paramref name="side"/> and stretched to −1..1; upright.</summary>
    /// <returns>
    /// Side × side values, −1..1; all zero where the radiograph is constant. The published network takes it transposed (<see cref="Orientation.Transpose"/>).
    /// </returns>
    /// <remarks>
    /// Source: Dorfner et al., RMD Open 2024;10:e004628, and the published app. The app also normalises to zero mean and unit variance and blurs with a
    /// Gaussian whose side taps are 3e-7 before it stretches; both cancel and are left out. Agrees with the app within 2e-6.
    /// </remarks>
    public static Plane<float> FromRadiograph(Radiograph radiograph, int side = 768)
    {
        ArgumentNullException.ThrowIfNull(radiograph);
        var resized = Resizing.Area(radiograph.Grey, side, side);
        var (low, high) = (TensorPrimitives.Min(resized.Values), TensorPrimitives.Max(resized.Values));
        var values = new float[resized.Values.Length];
        if (low == high)
            return new Plane<float>(side, side, values);

        TensorPrimitives.Subtract(resized.Values, low, values);
        TensorPrimitives.Divide(values, high - low, values);
        TensorPrimitives.Multiply(values, 2f, values);
        TensorPrimitives.Subtract(values, 1f, values);
        return new Plane<float>(side, side, values);
    }
}
