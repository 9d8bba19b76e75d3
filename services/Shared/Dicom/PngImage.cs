namespace AxSpA.Cloud.Dicom;

internal static class PngImage
{
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static RadiographReading Read(ReadOnlyMemory<byte> file, ReadingLimits limits)
        => throw new NotSupportedException($"{limits} {file.Length}");
}
