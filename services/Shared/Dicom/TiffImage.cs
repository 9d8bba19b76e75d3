namespace AxSpA.Cloud.Dicom;

internal static class TiffImage
{


    public static RadiographReading Read(ReadOnlyMemory<byte> file, ReadingLimits limits)
        => throw new NotSupportedException($"{limits} {file.Length}");
}
