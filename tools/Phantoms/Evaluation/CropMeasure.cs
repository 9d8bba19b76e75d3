using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>A crop against the true joints.</summary>
/// <param name="InsideLeft">Share of the true left joint's pixels that lie in the crop, 0..1.</param>
/// <param name="InsideRight">The same of the right one.</param>
/// <param name="AreaRatio">The crop's area over that of the smallest rectangle that holds both true joints.</param>
public sealed record CropMeasure(PixelRectangle Rectangle, double InsideLeft, double InsideRight, double AreaRatio)
{
    /// <summary>Largest area of a crop that is still one of the joints.</summary>
    public const double LargestAreaRatio = 1.6;

    /// <summary>To the last pixel.</summary>
    public bool ContainsBoth => InsideLeft == 1 && InsideRight == 1;

    public bool Tight => AreaRatio <= LargestAreaRatio;

    /// <exception cref="ArgumentException">A true joint has no pixel.</exception>
    public static CropMeasure Of(PixelRectangle crop, PhantomMasks masks)
    {
        ArgumentNullException.ThrowIfNull(masks);
        if (Masks.BoundingBox(masks.LeftJoint) is not { } left || Masks.BoundingBox(masks.RightJoint) is not { } right)
            throw new ArgumentException("expected masks of both joints, found an empty one", nameof(masks));
        var (x, y) = (Math.Min(left.X, right.X), Math.Min(left.Y, right.Y));
        var (width, height) = (Math.Max(left.X + left.Width, right.X + right.Width) - x, Math.Max(left.Y + left.Height, right.Y + right.Height) - y);
        return new CropMeasure(crop, Inside(crop, masks.LeftJoint), Inside(crop, masks.RightJoint), (double)crop.Width * crop.Height / ((double)width * height));
    }

    private static double Inside(PixelRectangle crop, Plane<byte> joint)
    {
        var inside = 0;
        for (var row = crop.Y; row < crop.Y + crop.Height; row++)
            inside += joint.Row(row).Slice(crop.X, crop.Width).Count((byte)1);
        return (double)inside / joint.Values.Count((byte)1);
    }
}
