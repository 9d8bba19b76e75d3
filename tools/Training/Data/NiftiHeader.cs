using System.Buffers.Binary;

namespace AxSpA.Cloud.Training.Data;

/// <summary>The header of a NIfTI-1 file, as far as a label map of one picture needs it.</summary>
/// <remarks>Source: the NIfTI-1 data format (nifti1.h, DFWG 2003), its offsets and both ways from voxel to world.</remarks>
/// <param name="Sides">Voxels along each axis, at least three.</param>
/// <param name="DataType">Code of the voxels' type.</param>
/// <param name="VoxelBytes">Bytes of a voxel.</param>
/// <param name="VoxelOffset">Where voxels begin.</param>
/// <param name="BigEndian">Order of the bytes.</param>
/// <param name="Slope">Factor of the stored values; 1 where none is given.</param>
/// <param name="Intercept">Added to the scaled values.</param>
/// <param name="Affine">Direction of each axis in world axes (right, anterior, superior), [axis, world]; null where the file has no orientation.</param>
internal sealed record NiftiHeader(
    IReadOnlyList<int> Sides, short DataType, int VoxelBytes, int VoxelOffset, bool BigEndian, float Slope, float Intercept, float[,]? Affine)
{
    public const int Length = 348;
    private const int LongestSide = 10_000;

    /// <summary>Types by code: bytes of a voxel.</summary>
    private static readonly Dictionary<short, int> TypeBytes = new() { [2] = 1, [4] = 2, [8] = 4, [16] = 4, [64] = 8, [256] = 1, [512] = 2 };

    /// <exception cref="InvalidDataException">Not such a header, or one that contradicts itself.</exception>
    public static NiftiHeader Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Length)
            throw new InvalidDataException($"expected a NIfTI-1 header of {Length} bytes, found {bytes.Length} bytes");
        var bigEndian = BinaryPrimitives.ReadInt32BigEndian(bytes) == Length;
        var fields = new Fields(bytes, bigEndian);
        var length = fields.Integer(0);
        if (length != Length)
            throw new InvalidDataException(length is 540 or 469893120 ? "expected NIfTI-1, found NIfTI-2" : "expected a NIfTI-1 file, found other bytes");
        if (!bytes[344..348].SequenceEqual("n+1\0"u8))
            throw new InvalidDataException(bytes[344..348].SequenceEqual("ni1\0"u8) ? "expected a NIfTI-1 file of one part (.nii), found a header whose voxels lie in another file" : "expected a NIfTI-1 file, found other bytes");
        var type = fields.Short(70);
        if (!TypeBytes.TryGetValue(type, out var voxelBytes))
            throw new InvalidDataException($"expected voxels that are whole or floating-point numbers (types {string.Join(", ", TypeBytes.Keys)}), found type {type}");
        if (fields.Short(72) != voxelBytes * 8)
            throw new InvalidDataException($"expected {voxelBytes * 8} bits a voxel for type {type}, found {fields.Short(72)}");
        var offset = fields.Single(108);
        if (!(offset >= Length && offset <= 1 << 20))
            throw new InvalidDataException($"expected voxels to begin between bytes {Length} and {1 << 20}, found {offset}");
        var slope = fields.Single(112);
        var scaled = float.IsFinite(slope) && slope != 0;
        return new NiftiHeader(SidesOf(fields), type, voxelBytes, (int)offset, bigEndian, scaled ? slope : 1, scaled ? fields.Single(116) : 0, AffineOf(fields));
    }

    private static int[] SidesOf(Fields fields)
    {
        var count = fields.Short(40);
        if (count is < 2 or > 7)
            throw new InvalidDataException($"expected 2 or 3 axes, found {count}");
        var sides = new List<int>();
        for (var axis = 1; axis <= count; axis++)
            sides.Add(fields.Short(40 + (2 * axis)));
        if (sides.Exists(side => side is < 1 or > LongestSide))
            throw new InvalidDataException($"expected axes of 1 to {LongestSide} voxels, found {string.Join(" x ", sides)}");
        while (sides.Count < 3)
            sides.Add(1);
        return [.. sides];
    }

    /// <summary>The method for scanner or standard space (sform) goes before the quaternion's (qform), as readers do.</summary>
    private static float[,]? AffineOf(Fields fields)
    {
        if (fields.Short(254) > 0)
        {
            var affine = new float[3, 3];
            for (var world = 0; world < 3; world++)
            {
                for (var axis = 0; axis < 3; axis++)
                    affine[axis, world] = fields.Single(280 + (16 * world) + (4 * axis));
            }

            return affine;
        }

        return fields.Short(252) > 0 ? Rotation(fields) : null;
    }

    private static float[,] Rotation(Fields fields)
    {
        var (b, c, d) = (fields.Single(256), fields.Single(260), fields.Single(264));
        var a = MathF.Sqrt(MathF.Max(0, 1 - ((b * b) + (c * c) + (d * d))));
        var sign = fields.Single(76) < 0 ? -1f : 1f;
        return new[,]
        {
            { (a * a) + (b * b) - (c * c) - (d * d), 2 * ((b * c) + (a * d)), 2 * ((b * d) - (a * c)) },
            { 2 * ((b * c) - (a * d)), (a * a) + (c * c) - (b * b) - (d * d), 2 * ((c * d) + (a * b)) },
            { sign * 2 * ((b * d) + (a * c)), sign * 2 * ((c * d) - (a * b)), sign * ((a * a) + (d * d) - (b * b) - (c * c)) },
        };
    }

    private readonly ref struct Fields(ReadOnlySpan<byte> bytes, bool bigEndian)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;

        public short Short(int at) => bigEndian ? BinaryPrimitives.ReadInt16BigEndian(_bytes[at..]) : BinaryPrimitives.ReadInt16LittleEndian(_bytes[at..]);

        public int Integer(int at) => bigEndian ? BinaryPrimitives.ReadInt32BigEndian(_bytes[at..]) : BinaryPrimitives.ReadInt32LittleEndian(_bytes[at..]);

        public float Single(int at) => bigEndian ? BinaryPrimitives.ReadSingleBigEndian(_bytes[at..]) : BinaryPrimitives.ReadSingleLittleEndian(_bytes[at..]);
    }
}
