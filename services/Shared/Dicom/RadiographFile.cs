using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Dicom;

/// <summary>Reads a radiograph from the bytes of a DICOM, PNG, JPEG or TIFF file.</summary>
public static class RadiographFile
{
    /// <summary>Recognises the format by content, checks headers and end markers, then decodes to the canonical radiograph.</summary>
    /// <remarks>
    /// <para>Nothing is allocated for pixels before the header has passed <paramref name="limits"/>. Bytes behind the format's end marker are ignored.</para>
    /// <para>The pixel type is kept: 8-bit files give 8-bit radiographs, 16-bit files 16-bit ones. The same pixels in any of the formats give the same radiograph.</para>
    /// <para>
    /// Orientation (EXIF, TIFF, DICOM Patient Orientation) is applied, or the file refused where it can't be understood. Colour becomes
    /// <see cref="Luminance"/>, except where red, green and blue are equal in every pixel: then that channel is taken as it is.
    /// VOI windows, presentation states, gamma and colour profiles are for display only and not applied.
    /// </para>
    /// </remarks>
    /// <param name="file">The whole file; not kept.</param>
    /// <param name="limits"><see cref="ReadingLimits.Default"/> where null.</param>
    /// <exception cref="RadiographRefusedException">The file is not a radiograph that can be read; says what was expected and what was found.</exception>
    public static RadiographReading Read(ReadOnlyMemory<byte> file, ReadingLimits? limits = null)
    {
        limits ??= ReadingLimits.Default;
        limits.CheckBytes(file.Length);
        var reading = FileSignature.Recognise(file.Span) switch
        {
            RadiographFormat.Dicom => DicomImage.Read(file, limits),
            RadiographFormat.Png => PngImage.Read(file, limits),
            RadiographFormat.Jpeg => JpegImage.Read(file, limits),
            _ => TiffImage.Read(file, limits),
        };
        RefuseConstant(reading.Radiograph);
        return reading;
    }

    private static void RefuseConstant(Radiograph radiograph)
    {
        var values = radiograph.Grey.Values;
        if (!values.ContainsAnyExcept(values[0]))
            throw new RadiographRefusedException(RefusalReason.Constant, "a radiograph with at least two grey values", $"one ({values[0]})");
    }
}
