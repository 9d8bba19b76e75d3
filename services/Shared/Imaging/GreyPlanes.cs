using System.Numerics.Tensors;

namespace AxSpA.Cloud.Imaging;

/// <summary>Grey values between the two pixel types of a radiograph.</summary>
internal static class GreyPlanes
{
    public static Plane<byte> Narrow(Plane<ushort> grey)
    {
        var narrow = new byte[grey.Values.Length];
        TensorPrimitives.ConvertTruncating(grey.Values, narrow);
        return new Plane<byte>(grey.Rows, grey.Columns, narrow);
    }

    public static Plane<ushort> Widen(Plane<byte> grey)
    {
        var wide = new ushort[grey.Values.Length];
        TensorPrimitives.ConvertTruncating(grey.Values, wide);
        return new Plane<ushort>(grey.Rows, grey.Columns, wide);
    }
}
