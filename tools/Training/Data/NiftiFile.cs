using System.Buffers.Binary;
using System.IO.Compression;
using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Training.Data;

/// <summary>Reads a label map of one picture from NIfTI-1 (<c>.nii</c>, <c>.nii.gz</c>), as 3D Slicer and MONAI Label write them.</summary>
/// <remarks>
/// The affine says which way each axis runs; the map is turned upright by it: columns towards the patient's left, rows towards the feet, or, where a picture without
/// a place in space was given the plane of its pixels (ITK writes x to the left, y to the back), towards the back. Without an affine, or where
/// the table says <c>stored</c>, the first axis is the column and the second the row.
/// </remarks>
internal static class NiftiFile
{
    private static readonly string[] Towards = ["RL", "AP", "SI"];

    public static bool IsName(string path) => path.EndsWith(".nii", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".nii.gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>The label map upright, and in words how it lay.</summary>
    /// <exception cref="InvalidDataException">Not such a file, several pictures, or values that are not 0, 1, 2, 3.</exception>
    public static (Plane<byte> Labels, string Layout) Read(byte[] file, bool asStored)
    {
        var content = file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]) ? Unpack(file) : file;
        var header = NiftiHeader.Read(content);
        int[] axes = [.. Enumerable.Range(0, header.Sides.Count).Where(axis => header.Sides[axis] > 1)];
        if (axes.Length != 2 || axes[1] > 2)
            throw new InvalidDataException($"expected one picture (two axes longer than 1), found {string.Join(" x ", header.Sides)}");
        var (first, second) = (header.Sides[axes[0]], header.Sides[axes[1]]);
        var bytes = (long)first * second * header.VoxelBytes;
        if (content.Length < header.VoxelOffset + bytes)
            throw new InvalidDataException($"expected {bytes} bytes of voxels, found {Math.Max(0, content.Length - header.VoxelOffset)}");
        var stored = new Plane<byte>(second, first, LabelsOf(header, content.AsSpan(header.VoxelOffset, (int)bytes)));
        return asStored || header.Affine is null ? (stored, asStored ? "as stored" : "without orientation") : Upright(stored, header.Affine, axes);
    }

    private static byte[] Unpack(byte[] file)
    {
        using var source = new GZipStream(new MemoryStream(file), CompressionMode.Decompress);
        using var content = new MemoryStream();
        // The largest map of one picture with its largest header: what is longer is none.
        var part = new byte[1 << 16];
        for (int read; (read = source.Read(part)) > 0 && content.Length <= 1L << 29;)
            content.Write(part, 0, read);
        return content.ToArray();
    }

    private static byte[] LabelsOf(NiftiHeader header, ReadOnlySpan<byte> voxels)
    {
        var labels = new byte[voxels.Length / header.VoxelBytes];
        for (var index = 0; index < labels.Length; index++)
        {
            var value = (Value(header, voxels[(index * header.VoxelBytes)..]) * header.Slope) + header.Intercept;
            if (value is not (0 or 1 or 2 or 3))
                throw new InvalidDataException(LabelMapFile.WrongValue(value.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            labels[index] = (byte)value;
        }

        return labels;
    }

    private static double Value(NiftiHeader header, ReadOnlySpan<byte> voxel) => header.DataType switch
    {
        2 => voxel[0],
        256 => (sbyte)voxel[0],
        4 => header.BigEndian ? BinaryPrimitives.ReadInt16BigEndian(voxel) : BinaryPrimitives.ReadInt16LittleEndian(voxel),
        512 => header.BigEndian ? BinaryPrimitives.ReadUInt16BigEndian(voxel) : BinaryPrimitives.ReadUInt16LittleEndian(voxel),
        8 => header.BigEndian ? BinaryPrimitives.ReadInt32BigEndian(voxel) : BinaryPrimitives.ReadInt32LittleEndian(voxel),
        16 => header.BigEndian ? BinaryPrimitives.ReadSingleBigEndian(voxel) : BinaryPrimitives.ReadSingleLittleEndian(voxel),
        _ => header.BigEndian ? BinaryPrimitives.ReadDoubleBigEndian(voxel) : BinaryPrimitives.ReadDoubleLittleEndian(voxel),
    };

    /// <param name="stored">Rows are the second of the two axes, columns the first.</param>
    /// <param name="affine">Directions of all axes.</param>
    /// <param name="axes">The two of the picture.</param>
    private static (Plane<byte> Labels, string Layout) Upright(Plane<byte> stored, float[,] affine, int[] axes)
    {
        var (first, second) = (Direction(affine, axes[0]), Direction(affine, axes[1]));
        var layout = $"axes {first.Letter}{second.Letter}";
        if (first.World == second.World || (first.World != 0 && second.World != 0))
            throw new InvalidDataException($"expected a frontal picture, one axis of which runs between right and left, found {layout}");
        var upright = first.World == 0 ? stored : Orientation.Transpose(stored);
        var (across, down) = first.World == 0 ? (first, second) : (second, first);
        if (across.Letter == 'R')
            upright = Orientation.MirrorColumns(upright);
        if (down.Letter is 'A' or 'S')
            upright = MirrorRows(upright);
        return (upright, layout);
    }

    /// <summary>The world axis an axis mostly runs along, and the letter of the side it runs to.</summary>
    private static (int World, char Letter) Direction(float[,] affine, int axis)
    {
        var world = Enumerable.Range(0, 3).MaxBy(index => MathF.Abs(affine[axis, index]));
        var length = affine[axis, world];
        if (!float.IsFinite(length) || length == 0)
            throw new InvalidDataException("expected an affine with a direction for each axis, found one without");
        return (world, Towards[world][length > 0 ? 0 : 1]);
    }

    private static Plane<byte> MirrorRows(Plane<byte> plane)
    {
        var result = new byte[plane.Values.Length];
        for (var row = 0; row < plane.Rows; row++)
            plane.Row(plane.Rows - 1 - row).CopyTo(result.AsSpan(row * plane.Columns));
        return new Plane<byte>(plane.Rows, plane.Columns, result);
    }
}
