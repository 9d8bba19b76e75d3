using System.Buffers;
using OpenCvSharp;

namespace AxSpA.Cloud.Imaging;

/// <summary>Grey PNG files of 8 or 16 bit: label maps, masks, crops. Values are kept exactly.</summary>
public static class PngImage
{
    public const string MediaType = "image/png";

    /// <summary>Where IHDR, always the first chunk, says the bits per sample.</summary>
    private const int BitDepthOffset = 24;

    // Without a level OpenCV takes one fixed filter and the fastest compression: a quarter of the time of level 1 at the same size.
    private static readonly int[] Fastest = [];

    // Colour repeats itself, so matches are worth their search; the filter stays fixed.
    private static readonly int[] FastestWithMatches = [(int)ImwriteFlags.PngStrategy, 0];

    /// <summary>An 8-bit grey PNG of rows × columns.</summary>
    public static byte[] Encode(Plane<byte> plane)
    {
        ArgumentNullException.ThrowIfNull(plane);
        return Encode(plane.Memory, plane.Rows, plane.Columns, MatType.CV_8UC1);
    }

    /// <summary>A 16-bit grey PNG of rows × columns.</summary>
    public static byte[] Encode(Plane<ushort> plane)
    {
        ArgumentNullException.ThrowIfNull(plane);
        return Encode(plane.Memory, plane.Rows, plane.Columns, MatType.CV_16UC1);
    }

    /// <summary>A grey PNG of the radiograph's own depth.</summary>
    public static byte[] Encode(Radiograph radiograph)
    {
        ArgumentNullException.ThrowIfNull(radiograph);
        return radiograph.Depth == GreyDepth.Sixteen
            ? Encode(radiograph.Grey)
            : Encode(GreyPlanes.Narrow(radiograph.Grey));
    }

    /// <summary>Reads an 8-bit grey PNG.</summary>
    /// <exception cref="InvalidDataException">Not a PNG, cut short, or not one of 8-bit grey.</exception>
    public static Plane<byte> Decode8(ReadOnlySpan<byte> file) => Decode<byte>(file, MatType.CV_8UC1);

    /// <summary>Reads a 16-bit grey PNG.</summary>
    /// <exception cref="InvalidDataException">Not a PNG, cut short, or not one of 16-bit grey.</exception>
    public static Plane<ushort> Decode16(ReadOnlySpan<byte> file) => Decode<ushort>(file, MatType.CV_16UC1);

    /// <summary>Reads a grey PNG as a radiograph of its own depth.</summary>
    /// <exception cref="InvalidDataException">Not a PNG, cut short, or not one of 8- or 16-bit grey.</exception>
    public static Radiograph DecodeRadiograph(ReadOnlySpan<byte> file)
        => file.Length > BitDepthOffset && file[BitDepthOffset] == 16
            ? new Radiograph(Decode16(file), GreyDepth.Sixteen)
            : new Radiograph(GreyPlanes.Widen(Decode8(file)), GreyDepth.Eight);

    internal static byte[] EncodeColour(Mat picture)
    {
        Cv2.ImEncode(".png", picture, out var file, FastestWithMatches);
        return file;
    }

    internal static unsafe Mat MatOver(MemoryHandle pinned, int rows, int columns, MatType type)
        => Mat.FromPixelData(rows, columns, type, (nint)pinned.Pointer);

    private static byte[] Encode<T>(ReadOnlyMemory<T> values, int rows, int columns, MatType type)
        where T : unmanaged
    {
        using var pinned = values.Pin();
        using var mat = MatOver(pinned, rows, columns, type);
        Cv2.ImEncode(".png", mat, out var file, Fastest);
        return file;
    }

    private static Plane<T> Decode<T>(ReadOnlySpan<byte> file, MatType expected)
        where T : unmanaged
    {
        ReadOnlySpan<byte> signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
        ReadOnlySpan<byte> end = [0, 0, 0, 0, (byte)'I', (byte)'E', (byte)'N', (byte)'D', 0xAE, 0x42, 0x60, 0x82];
        if (!file.StartsWith(signature))
            throw new InvalidDataException("expected a PNG file, found other bytes");
        if (!file.EndsWith(end))
            throw new InvalidDataException("expected a PNG file with its end marker, found one cut short");
        using var mat = Cv2.ImDecode(file, ImreadModes.Unchanged);
        if (mat.Empty())
            throw new InvalidDataException("expected a PNG file, found one that can't be decoded");
        if (mat.Type() != expected)
            throw new InvalidDataException($"expected a grey PNG of type {expected}, found {mat.Type()}");
        mat.GetArray(out T[] values);
        return new Plane<T>(mat.Rows, mat.Cols, values);
    }
}
