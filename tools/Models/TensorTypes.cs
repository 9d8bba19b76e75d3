using System.Buffers.Binary;

namespace AxSpA.Cloud.Models;

/// <summary>The storage classes of PyTorch that are read here, their sizes, and how their values become single precision.</summary>
internal static class TensorTypes
{
    public const string Module = "torch";

    private static readonly Dictionary<string, TensorType> ByStorage = new()
    {
        ["FloatStorage"] = TensorType.Float32,
        ["DoubleStorage"] = TensorType.Float64,
        ["HalfStorage"] = TensorType.Float16,
        ["BFloat16Storage"] = TensorType.BFloat16,
        ["LongStorage"] = TensorType.Int64,
        ["IntStorage"] = TensorType.Int32,
        ["ShortStorage"] = TensorType.Int16,
        ["CharStorage"] = TensorType.Int8,
        ["ByteStorage"] = TensorType.UInt8,
        ["BoolStorage"] = TensorType.Bool,
    };

    public static bool TryFind(string storage, out TensorType type) => ByStorage.TryGetValue(storage, out type);

    public static int SizeOf(this TensorType type) => type switch
    {
        TensorType.Float64 or TensorType.Int64 => 8,
        TensorType.Float32 or TensorType.Int32 => 4,
        TensorType.Float16 or TensorType.BFloat16 or TensorType.Int16 => 2,
        _ => 1,
    };

    /// <summary>One little-endian value in double precision, which holds every type but large 64-bit integers exactly.</summary>
    public static double Read(this TensorType type, ReadOnlySpan<byte> bytes) => type switch
    {
        TensorType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        TensorType.Float64 => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        TensorType.Float16 => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        TensorType.BFloat16 => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16),
        TensorType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        TensorType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        TensorType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        TensorType.Int8 => (sbyte)bytes[0],
        _ => bytes[0],
    };
}
