using System.Numerics.Tensors;

namespace AxSpA.Cloud.Imaging;

/// <summary>A mask of 0 and 1 as a picture that a person can see: a PNG of 0 and 255.</summary>
public static class MaskPicture
{
    /// <exception cref="ArgumentException">A value above 1.</exception>
    public static byte[] ToPng(Plane<byte> mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        if (mask.Values.ContainsAnyExceptInRange((byte)0, (byte)1))
            throw new ArgumentException("a mask takes values 0 and 1, a larger one was given", nameof(mask));
        var picture = new byte[mask.Values.Length];
        TensorPrimitives.Multiply(mask.Values, byte.MaxValue, picture);
        return PngImage.Encode(new Plane<byte>(mask.Rows, mask.Columns, picture));
    }

    /// <summary>The mask of a picture: 1 where it is not black.</summary>
    /// <exception cref="InvalidDataException">Not an 8-bit grey PNG.</exception>
    public static Plane<byte> FromPng(ReadOnlySpan<byte> png)
    {
        var picture = PngImage.Decode8(png);
        var mask = new byte[picture.Values.Length];
        TensorPrimitives.Min(picture.Values, (byte)1, mask);
        return new Plane<byte>(picture.Rows, picture.Columns, mask);
    }
}
