using System.Buffers.Binary;
using System.IO.Compression;
using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Training.Tests.Data;

/// <summary>NIfTI-1 files as other programs would write them.</summary>
internal static class DrawnNifti
{
    public const short UnsignedByte = 2;
    public const short Short = 4;
    public const short Single = 16;

    /// <summary>First axis the column, second the row.</summary>
    /// <param name="labels">Upright.</param>
    /// <param name="type">Code of the voxels' type.</param>
    /// <param name="affine">Rows of the sform; null for a file without.</param>
    /// <param name="sides">Voxels along each axis; columns, rows, 1 where null.</param>
    /// <param name="value">Stored for each label.</param>
    public static byte[] Of(Plane<byte> labels, short type, float[]? affine, short[]? sides = null, Func<byte, float>? value = null)
    {
        var bytes = type switch { UnsignedByte => 1, Short => 2, _ => 4 };
        var file = new byte[352 + (labels.Values.Length * bytes)];
        BinaryPrimitives.WriteInt32LittleEndian(file, 348);
        sides ??= [(short)labels.Columns, (short)labels.Rows, 1];
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(40), (short)sides.Length);
        for (var axis = 0; axis < sides.Length; axis++)
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(42 + (2 * axis)), sides[axis]);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(70), type);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(72), (short)(8 * bytes));
        BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(108), 352);
        if (affine is not null)
        {
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(254), 1);
            for (var index = 0; index < affine.Length; index++)
                BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(280 + (4 * index)), affine[index]);
        }

        "n+1\0"u8.CopyTo(file.AsSpan(344));
        for (var index = 0; index < labels.Values.Length; index++)
            Write(file.AsSpan(352 + (index * bytes)), type, value?.Invoke(labels.Values[index]) ?? labels.Values[index]);
        return file;
    }

    public static byte[] Pack(byte[] file)
    {
        using var packed = new MemoryStream();
        using (var target = new GZipStream(packed, CompressionLevel.Fastest))
            target.Write(file);
        return packed.ToArray();
    }

    private static void Write(Span<byte> place, short type, float value)
    {
        if (type == UnsignedByte)
            place[0] = (byte)value;
        else if (type == Short)
            BinaryPrimitives.WriteInt16LittleEndian(place, (short)value);
        else
            BinaryPrimitives.WriteSingleLittleEndian(place, value);
    }
}
