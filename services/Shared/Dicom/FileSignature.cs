namespace AxSpA.Cloud.Dicom;

/// <summary>Recognises a file by its first bytes.</summary>
internal static class FileSignature
{
    private const string Known = "a DICOM, PNG, JPEG or TIFF file";

    private const int DicomPreamble = 128;

    /// <summary>Formats that senders mistake for radiographs, so that the refusal can name them.</summary>
    private static readonly (string Name, byte[] Start)[] Others =
    [
        ("a GIF file", [.. "GIF8"u8]),
        ("a BMP file", [.. "BM"u8]),
        ("a PDF file", [.. "%PDF"u8]),
        ("a ZIP archive", [.. "PK\x03\x04"u8]),
        ("a gzip file", [0x1F, 0x8B]),
        ("a BigTIFF file", [.. "II+\0"u8]),
        ("a BigTIFF file", [.. "MM\0+"u8]),
        ("a JPEG 2000 file", [0, 0, 0, 12, .. "jP  "u8]),
        ("a JPEG 2000 file", [0xFF, 0x4F, 0xFF, 0x51]),
        ("a NumPy file", [0x93, .. "NUMPY"u8]),
        ("a WebP or other RIFF file", [.. "RIFF"u8]),
    ];

    /// <exception cref="RadiographRefusedException"><see cref="RefusalReason.UnknownFormat"/>.</exception>
    public static RadiographFormat Recognise(ReadOnlySpan<byte> file)
    {
        // DICOM first: its preamble may hold the start of another format, which is nobody's business here.
        if (file.Length >= DicomPreamble + 4 && file[DicomPreamble..].StartsWith("DICM"u8))
            return RadiographFormat.Dicom;
        if (file.StartsWith(PngImage.Signature))
            return RadiographFormat.Png;
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return RadiographFormat.Jpeg;
        if (file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8))
            return RadiographFormat.Tiff;
        throw new RadiographRefusedException(RefusalReason.UnknownFormat, Known, NameOther(file));
    }

    private static string NameOther(ReadOnlySpan<byte> file)
    {
        foreach (var (name, start) in Others)
        {
            if (file.StartsWith(start))
                return name;
        }

        return IsText(file[..Math.Min(file.Length, 512)]) ? "text" : "bytes of another kind";
    }

    private static bool IsText(ReadOnlySpan<byte> start)
    {
        foreach (var value in start)
        {
            if (value is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r') or 0x7F)
                return false;
        }

        return true;
    }
}
