using System.Numerics.Tensors;

namespace AxSpA.Cloud.Imaging;

/// <summary>The published contrast step: median, unsharp mask, adaptive histogram equalisation.</summary>
public static class ContrastStep
{
    /// <summary>Enhances a picture for the classifier.</summary>
    /// <param name="mirrored">
    /// Rows × columns grey values of the crop or of the whole radiograph, already mirrored (<see cref="Orientation.MirrorColumns"/>): tiles are laid from the left, so
    /// mirroring afterwards isn't the same.
    /// </param>
    /// <param name="rules">Clip share and the blur's share.</param>
    /// <returns>Rows × columns, 0..1, mirrored; all 1 where the picture is constant.</returns>
    /// <remarks>
    /// Source: Dorfner et al., RMD Open 2024;10:e004628, after Qiu et al. Agrees with the published app within 1e-4 on 95 % of pixels, nowhere beyond 0.02: rounding moves
    /// single pixels over the edges of bins.
    /// </remarks>
    public static Plane<float> Enhance(Plane<ushort> mirrored, PreprocessingRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return Clahe.Equalise(Sharpened(Stretch.ToUnit(mirrored), (float)rules.UnsharpShare), rules.ClaheClipShare);
    }

    private static Plane<float> Sharpened(Plane<float> unit, float share)
    {
        var median = Median3x3.Filter(unit);
        return Stretch.ToUnit(TakeAway(median, GaussianBlur.Filter(median), share));
    }

    /// <summary>plane − share · blurred, each operation rounded to single.</summary>
    public static Plane<float> TakeAway(Plane<float> plane, Plane<float> blurred, float share)
    {
        ArgumentNullException.ThrowIfNull(plane);
        ArgumentNullException.ThrowIfNull(blurred);
        var values = new float[plane.Values.Length];
        TensorPrimitives.Multiply(blurred.Values, share, values);
        TensorPrimitives.Subtract(plane.Values, values, values);
        return new Plane<float>(plane.Rows, plane.Columns, values);
    }
}
