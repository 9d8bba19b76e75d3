using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Tests.Reference;

namespace AxSpA.Cloud.Tests.Imaging;

/// <summary>The three reference radiographs.</summary>
internal static class GoldenCase
{
    public static GreyDepth Depth(string name) => name == "caseB" ? GreyDepth.Sixteen : GreyDepth.Eight;

    public static Radiograph Radiograph(string name) => Grey($"{name}/image.npy");

    public static Plane<byte> Labels(string name) => Golden.Plane<byte>($"{name}/label.npy");

    /// <summary>An array of 8 or 16 bit as a radiograph of that depth.</summary>
    public static Radiograph Grey(string file)
    {
        NpyFile.ReadHeader(Golden.Bytes(file), out var descriptor, out _);
        if (descriptor == "<u2")
            return new Radiograph(Golden.Plane<ushort>(file), GreyDepth.Sixteen);
        var plane = Golden.Plane<byte>(file);
        return new Radiograph(new Plane<ushort>(plane.Rows, plane.Columns, [.. plane.Values.ToArray().Select(value => (ushort)value)]), GreyDepth.Eight);
    }

    /// <summary>Rows and columns 0, n, 2n …</summary>
    public static Plane<float> Every(Plane<float> plane, int step)
    {
        var (rows, columns) = ((plane.Rows + step - 1) / step, (plane.Columns + step - 1) / step);
        var values = new float[rows * columns];
        for (var index = 0; index < values.Length; index++)
            values[index] = plane[index / columns * step, index % columns * step];
        return new Plane<float>(rows, columns, values);
    }
}
