namespace AxSpA.Cloud.Imaging;

/// <summary>The canonical radiograph as bytes: an <c>.npy</c> file of shape (rows, columns) in the radiograph's own unsigned type.</summary>
public static class CanonicalRadiograph
{
    /// <summary>The same pixels in the same type always give the same bytes.</summary>
    public static byte[] ToBytes(Radiograph radiograph)
    {
        ArgumentNullException.ThrowIfNull(radiograph);
        return radiograph.Depth == GreyDepth.Sixteen ? NpyFile.Write(radiograph.Grey) : NpyFile.Write(GreyPlanes.Narrow(radiograph.Grey));
    }

    /// <exception cref="InvalidDataException">Not an npy file of unsigned 8 or 16 bit with two dimensions.</exception>
    public static Radiograph FromBytes(ReadOnlySpan<byte> bytes)
    {
        NpyFile.ReadHeader(bytes, out var type, out _);
        return type == "<u2"
            ? new Radiograph(NpyFile.ReadPlane<ushort>(bytes), GreyDepth.Sixteen)
            : new Radiograph(GreyPlanes.Widen(NpyFile.ReadPlane<byte>(bytes)), GreyDepth.Eight);
    }
}
