using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>Where a network looked, by the truth (paper, 3.3): shares of the heat on the whole radiograph, and its mean within the crop.</summary>
/// <param name="Left">Share on the true left joint, 0..1.</param>
/// <param name="Right">Share on the true right joint.</param>
/// <param name="Symphysis">Share on the pubic symphysis.</param>
/// <param name="Hips">Share on both hips.</param>
/// <param name="OnJoints">Mean heat of the joints' pixels in the crop; null without a crop, or where none of their pixels lie in it.</param>
/// <param name="Elsewhere">Mean heat of the crop's other pixels; null as above.</param>
public sealed record Attention(double Left, double Right, double Symphysis, double Hips, double? OnJoints, double? Elsewhere)
{
    /// <summary>Share on both joints.</summary>
    public double Joints => Left + Right;

    /// <summary>Of what lies on the joints, the left one's part; null where nothing does.</summary>
    public double? LeftPart => Joints > 0 ? Left / Joints : null;

    /// <param name="heat">Heat on the radiograph's grid, not negative.</param>
    /// <param name="masks">On the same grid.</param>
    /// <param name="crop">The rectangle in which joints and the rest are compared; null where there is none.</param>
    /// <returns>Null where the map is zero everywhere: there is nothing to divide.</returns>
    public static Attention? Of(Plane<float> heat, PhantomMasks masks, PixelRectangle? crop)
    {
        ArgumentNullException.ThrowIfNull(heat);
        ArgumentNullException.ThrowIfNull(masks);
        var sum = 0.0;
        foreach (var value in heat.Values)
            sum += value;
        if (!(sum > 0))
            return null;
        var (onJoints, elsewhere) = crop is { } rectangle ? Means(heat, masks, rectangle) : (null, null);
        return new Attention(
            On(heat, masks.LeftJoint) / sum,
            On(heat, masks.RightJoint) / sum,
            On(heat, masks.Symphysis) / sum,
            (On(heat, masks.LeftHip) + On(heat, masks.RightHip)) / sum,
            onJoints,
            elsewhere);
    }

    private static double On(Plane<float> heat, Plane<byte> mask)
    {
        var sum = 0.0;
        var values = heat.Values;
        var inside = mask.Values;
        for (var index = 0; index < values.Length; index++)
        {
            if (inside[index] != 0)
                sum += values[index];
        }

        return sum;
    }

    private static (double? OnJoints, double? Elsewhere) Means(Plane<float> heat, PhantomMasks masks, PixelRectangle crop)
    {
        var (on, off, pixelsOn, pixelsOff) = (0.0, 0.0, 0, 0);
        for (var row = crop.Y; row < crop.Y + crop.Height; row++)
        {
            var values = heat.Row(row);
            var left = masks.LeftJoint.Row(row);
            var right = masks.RightJoint.Row(row);
            for (var column = crop.X; column < crop.X + crop.Width; column++)
            {
                if ((left[column] | right[column]) != 0)
                    (on, pixelsOn) = (on + values[column], pixelsOn + 1);
                else
                    (off, pixelsOff) = (off + values[column], pixelsOff + 1);
            }
        }

        return (pixelsOn == 0 ? null : on / pixelsOn, pixelsOff == 0 ? null : off / pixelsOff);
    }
}
