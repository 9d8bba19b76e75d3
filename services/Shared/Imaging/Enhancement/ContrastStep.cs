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
    /// Source: Dorfner et al., RMD Open 2024;10:e004628, after Qiu et al. Agrees with the published app bit for bit on the stored crops and radiographs. Every operation keeps the
    /// reference's order and precision: one unit in the last place can move a pixel over the edge of a bin and its result by 0.007.
    /// </remarks>
    public static Plane<float> Enhance(Plane<ushort> mirrored, PreprocessingRules rules) => EnhanceUnit(Stretch.ToUnit(mirrored), rules);

    /// <inheritdoc cref="Enhance(Plane{ushort}, PreprocessingRules)"/>
    public static Plane<float> Enhance(Plane<float> mirrored, PreprocessingRules rules) => EnhanceUnit(Stretch.ToUnit(mirrored), rules);

    /// <summary>plane − share · blurred, each operation rounded to single.</summary>
    public static Plane<float> TakeAway(Plane<float> plane, Plane<float> blurred, float share)
    {
        ArgumentNullException.ThrowIfNull(plane);
        ArgumentNullException.ThrowIfNull(blurred);
        return new Plane<float>(plane.Rows, plane.Columns, Sharpened(plane, blurred, share));
    }

    private static Plane<float> EnhanceUnit(Plane<float> unit, PreprocessingRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var median = Median3x3.Filter(unit);
        var sharpened = Sharpened(median, GaussianBlur.Filter(median), (float)rules.UnsharpShare);
        Stretch.ToUnit(sharpened);
        return Clahe.Equalise(new Plane<float>(unit.Rows, unit.Columns, sharpened), rules.ClaheClipShare);
    }

    private static float[] Sharpened(Plane<float> plane, Plane<float> blurred, float share)
    {
        var values = new float[plane.Values.Length];
        TensorPrimitives.Multiply(blurred.Values, share, values);
        TensorPrimitives.Subtract(plane.Values, values, values);
        return values;
    }
}
