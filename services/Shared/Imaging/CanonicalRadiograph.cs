namespace AxSpA.Cloud.Imaging;

/// <summary>The canonical radiograph as bytes: an <c>.npy</c> file of shape (rows, columns) in the radiograph's own unsigned type.</summary>
public static class CanonicalRadiograph
{
    /// <summary>The same pixels in the same type always give the same bytes.</summary>
    public static byte[] ToBytes(Radiograph radiograph)
    {
        ArgumentNullException.ThrowIfNull(radiograph);
        return radiograph.Depth == GreyDepth.Sixteen ? NpyFile.Write(radiograph.Grey) : NpyFile.Write(Narrow(radiograph.Grey));
    }

    /// <exception cref="InvalidDataException">Not an npy file of unsigned 8 or 16 bit with two dimensions.</exception>
    public static Radiograph FromBytes(ReadOnlySpan<byte> bytes)
    {
        NpyFile.ReadHeader(bytes, out var type, out _);
        return type == "<u2"
            ? new Radiograph(NpyFile.ReadPlane<ushort>(bytes), GreyDepth.Sixteen)
            : new Radiograph(Widen(NpyFile.ReadPlane<byte>(bytes)), GreyDepth.Eight);
    }

    private static Plane<byte> Narrow(Plane<ushort> grey)
    {
        var narrow = new byte[grey.Values.Length];
        System.Numerics.Tensors.TensorPrimitives.ConvertTruncating(grey.Values, narrow);
        return new Plane<byte>(grey.Rows, grey.Columns, narrow);
    }

    private static Plane<ushort> Widen(Plane<byte> grey)
    {
        var wide = new ushort[grey.Values.Length];
        System.Numerics.Tensors.TensorPrimitives.ConvertTruncating(grey.Values, wide);
        return new Plane<ushort>(grey.Rows, grey.Columns, wide);
    }
}
