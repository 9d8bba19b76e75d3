using System.Buffers;
using OpenCvSharp;

namespace AxSpA.Cloud.Imaging;

/// <summary>Grey PNG files of 8 or 16 bit: label maps, masks, crops. Values are kept exactly.</summary>
public static class PngImage
{
    public const string MediaType = "image/png";

    /// <summary>Fast, and for label maps already small.</summary>
    public const int DefaultLevel = 1;

    /// <summary>Where IHDR, always the first chunk, says the bits per sample.</summary>
    private const int BitDepthOffset = 24;

    /// <summary>An 8-bit grey PNG.</summary>
    /// <param name="plane">Rows × columns.</param>
    /// <param name="level">zlib level, 0 (stored) to 9 (smallest).</param>
    public static byte[] Encode(Plane<byte> plane, int level = DefaultLevel)
    {
        ArgumentNullException.ThrowIfNull(plane);
        return Encode(plane.Memory, plane.Rows, plane.Columns, MatType.CV_8UC1, level);
    }

    /// <summary>A 16-bit grey PNG.</summary>
    /// <param name="plane">Rows × columns.</param>
    /// <param name="level">zlib level, 0 (stored) to 9 (smallest).</param>
    public static byte[] Encode(Plane<ushort> plane, int level = DefaultLevel)
    {
        ArgumentNullException.ThrowIfNull(plane);
        return Encode(plane.Memory, plane.Rows, plane.Columns, MatType.CV_16UC1, level);
    }

    /// <summary>A grey PNG of the radiograph's own depth.</summary>
    public static byte[] Encode(Radiograph radiograph, int level = DefaultLevel)
    {
        ArgumentNullException.ThrowIfNull(radiograph);
        return radiograph.Depth == GreyDepth.Sixteen
            ? Encode(radiograph.Grey, level)
            : Encode(GreyPlanes.Narrow(radiograph.Grey), level);
    }

    /// <summary>Reads an 8-bit grey PNG.</summary>
    /// <exception cref="InvalidDataException">Not a PNG, or not one of 8-bit grey.</exception>
    public static Plane<byte> Decode8(ReadOnlySpan<byte> file) => Decode<byte>(file, MatType.CV_8UC1);

    /// <summary>Reads a 16-bit grey PNG.</summary>
    /// <exception cref="InvalidDataException">Not a PNG, or not one of 16-bit grey.</exception>
    public static Plane<ushort> Decode16(ReadOnlySpan<byte> file) => Decode<ushort>(file, MatType.CV_16UC1);

    /// <summary>Reads a grey PNG as a radiograph of its own depth.</summary>
    /// <exception cref="InvalidDataException">Not a PNG, or not one of 8- or 16-bit grey.</exception>
    public static Radiograph DecodeRadiograph(ReadOnlySpan<byte> file)
        => file.Length > BitDepthOffset && file[BitDepthOffset] == 16
            ? new Radiograph(Decode16(file), GreyDepth.Sixteen)
            : new Radiograph(GreyPlanes.Widen(Decode8(file)), GreyDepth.Eight);

    internal static byte[] Encode<T>(ReadOnlyMemory<T> values, int rows, int columns, MatType type, int level)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, 9);
        using var pinned = values.Pin();
        using var mat = MatOver(pinned, rows, columns, type);
        Cv2.ImEncode(".png", mat, out var file, [(int)ImwriteFlags.PngCompression, level]);
        return file;
    }

    internal static unsafe Mat MatOver(MemoryHandle pinned, int rows, int columns, MatType type)
        => Mat.FromPixelData(rows, columns, type, (nint)pinned.Pointer);

    private static Plane<T> Decode<T>(ReadOnlySpan<byte> file, MatType expected)
        where T : unmanaged
    {
        ReadOnlySpan<byte> signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
        if (!file.StartsWith(signature))
            throw new InvalidDataException("expected a PNG file, found other bytes");
        using var mat = Cv2.ImDecode(file, ImreadModes.Unchanged);
        if (mat.Empty())
            throw new InvalidDataException("expected a PNG file, found one that can't be decoded");
        if (mat.Type() != expected)
            throw new InvalidDataException($"expected a grey PNG of type {expected}, found {mat.Type()}");
        mat.GetArray(out T[] values);
        return new Plane<T>(mat.Rows, mat.Cols, values);
    }
}
