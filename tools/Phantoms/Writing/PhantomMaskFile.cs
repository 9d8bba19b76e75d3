using System.Numerics.Tensors;
using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Phantoms.Writing;

/// <summary>
/// All masks of a phantom in one 8-bit PNG, a bit each: 0 left joint, 1 right joint, 2 left lesions, 3 right lesions, 4 symphysis, 5 left hip,
/// 6 right hip.
/// </summary>
public static class PhantomMaskFile
{
    private const int Masks = 7;

    /// <exception cref="ArgumentException">The masks differ in size.</exception>
    public static byte[] Encode(PhantomMasks masks)
    {
        ArgumentNullException.ThrowIfNull(masks);
        Plane<byte>[] planes = [masks.LeftJoint, masks.RightJoint, masks.LeftLesions, masks.RightLesions, masks.Symphysis, masks.LeftHip, masks.RightHip];
        var (rows, columns) = (planes[0].Rows, planes[0].Columns);
        if (Array.Exists(planes, plane => plane.Rows != rows || plane.Columns != columns))
            throw new ArgumentException("expected masks of one size, found several", nameof(masks));
        var flags = new byte[rows * columns];
        for (var bit = 0; bit < Masks; bit++)
            TensorPrimitives.MultiplyAdd(planes[bit].Values, (byte)(1 << bit), flags, flags);
        return PngImage.Encode(new Plane<byte>(rows, columns, flags));
    }

    /// <exception cref="InvalidDataException">Not an 8-bit grey PNG, or one with a bit that means nothing.</exception>
    public static PhantomMasks Decode(ReadOnlySpan<byte> file)
    {
        var flags = PngImage.Decode8(file);
        if (flags.Values.ContainsAnyExceptInRange((byte)0, (byte)((1 << Masks) - 1)))
            throw new InvalidDataException($"expected values 0 to {(1 << Masks) - 1}, a bit a mask, found a larger one");
        return new PhantomMasks(Bit(0), Bit(1), Bit(2), Bit(3), Bit(4), Bit(5), Bit(6));

        Plane<byte> Bit(int bit)
        {
            var mask = new byte[flags.Values.Length];
            TensorPrimitives.ShiftRightLogical(flags.Values, bit, mask);
            TensorPrimitives.BitwiseAnd(mask, (byte)1, mask);
            return new Plane<byte>(flags.Rows, flags.Columns, mask);
        }
    }
}
