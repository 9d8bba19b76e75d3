using System.Buffers.Binary;
using System.Numerics.Tensors;

namespace AxSpA.Cloud.Dicom;

/// <summary>Brings stored samples to unsigned 16-bit numbers of this machine, many at a time.</summary>
internal static class Samples
{
    public static void Widen(ReadOnlySpan<byte> bytes, Span<ushort> samples) => TensorPrimitives.ConvertTruncating(bytes, samples);

    public static void FromBigEndian(ReadOnlySpan<ushort> stored, Span<ushort> samples)
    {
        if (BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(stored, samples);
        else
            stored.CopyTo(samples);
    }

    public static void FromLittleEndian(ReadOnlySpan<ushort> stored, Span<ushort> samples)
    {
        if (BitConverter.IsLittleEndian)
            stored.CopyTo(samples);
        else
            BinaryPrimitives.ReverseEndianness(stored, samples);
    }

    /// <summary>white − sample, for samples up to <paramref name="white"/>, a number of ones only.</summary>
    public static void Invert(Span<ushort> samples, ushort white) => TensorPrimitives.Xor(samples, white, samples);
}
