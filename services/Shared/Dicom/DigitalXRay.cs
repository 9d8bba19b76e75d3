using System.Globalization;
using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Dicom;

/// <summary>
/// Writes a pelvic radiograph as a DICOM file: Digital X-Ray Image Storage for presentation (PS3.3 section A.26), Explicit VR Little Endian, 16 bits
/// allocated.
/// </summary>
/// <remarks>The same pixels and header always give the same bytes. <see cref="RadiographFile"/> reads the pixels back unchanged, whatever the photometric interpretation.</remarks>
public static class DigitalXRay
{
    private const string SopClass = "1.2.840.10008.5.1.4.1.1.1.1";
    private const string ExplicitLittleEndian = "1.2.840.10008.1.2.1";

    /// <summary>Our own, so that a receiver knows who wrote the file.</summary>
    private static readonly string Implementation = DicomUid.Of("AxSpA.Cloud");

    /// <summary>Share of pixels that the window leaves at either end: collimated borders and direct radiation.</summary>
    private const double OutsideWindow = 0.01;

    /// <param name="grey">Rows × columns upright, the patient's right at column 0, bright where little radiation arrived.</param>
    /// <param name="bitsStored">10 to 16; no grey value needs more.</param>
    /// <param name="header">What is said of it.</param>
    /// <exception cref="ArgumentException">A value needs more bits, a side has more than 65,535 pixels, or the header holds text that DICOM's default repertoire lacks.</exception>
    public static byte[] Write(Plane<ushort> grey, int bitsStored, DigitalXRayHeader header)
    {
        ArgumentNullException.ThrowIfNull(grey);
        ArgumentNullException.ThrowIfNull(header);
        ArgumentOutOfRangeException.ThrowIfLessThan(bitsStored, 10);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bitsStored, 16);
        var most = (ushort)((1 << bitsStored) - 1);
        if (grey.Rows > ushort.MaxValue || grey.Columns > ushort.MaxValue)
            throw new ArgumentException($"expected at most {ushort.MaxValue} rows and columns, found {grey.Rows} × {grey.Columns}", nameof(grey));
        if (grey.Values.ContainsAnyExceptInRange((ushort)0, most))
            throw new ArgumentException($"expected grey values up to {most}, found a larger one", nameof(grey));
        var stored = header.Photometric == Photometric.Monochrome1 ? Inverted(grey.Values, most) : grey.Values;
        var file = new MemoryStream((stored.Length * sizeof(ushort)) + 4096);
        Meta(file, header);
        var writer = new DicomWriter(file);
        Identity(writer, header);
        Acquisition(writer, header);
        Image(writer, grey, bitsStored, header, stored);
        return file.Length == file.Capacity ? file.GetBuffer() : file.ToArray();
    }

    private static void Meta(MemoryStream file, DigitalXRayHeader header)
    {
        var meta = new MemoryStream();
        var writer = new DicomWriter(meta);
        writer.Bytes(0x0002_0001, [0, 1]);
        writer.Text(0x0002_0002, "UI", SopClass);
        writer.Text(0x0002_0003, "UI", header.SopInstanceUid);
        writer.Text(0x0002_0010, "UI", ExplicitLittleEndian);
        writer.Text(0x0002_0012, "UI", Implementation);
        writer.Text(0x0002_0013, "SH", "AXSPA_CLOUD");
        file.Write(new byte[128]);
        file.Write("DICM"u8);
        new DicomWriter(file).Long(0x0002_0000, (uint)meta.Length);
        meta.WriteTo(file);
    }

    private static void Identity(DicomWriter writer, DigitalXRayHeader header)
    {
        var date = header.Date.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        writer.Text(0x0008_0008, "CS", @"ORIGINAL\PRIMARY");
        writer.Text(0x0008_0016, "UI", SopClass);
        writer.Text(0x0008_0018, "UI", header.SopInstanceUid);
        foreach (var attribute in (ReadOnlySpan<uint>)[0x0008_0020, 0x0008_0021, 0x0008_0022, 0x0008_0023])
            writer.Text(attribute, "DA", date);
        foreach (var attribute in (ReadOnlySpan<uint>)[0x0008_0030, 0x0008_0033])
            writer.Text(attribute, "TM", "120000");
        writer.Text(0x0008_0050, "SH", "");
        writer.Text(0x0008_0060, "CS", "DX");
        writer.Text(0x0008_0068, "CS", "FOR PRESENTATION");
        writer.Text(0x0008_0070, "LO", header.Manufacturer);
        if (header.InstitutionName.Length > 0)
            writer.Text(0x0008_0080, "LO", header.InstitutionName);
        writer.Text(0x0008_0090, "PN", "");
        writer.EmptySequence(0x0008_2218);
        writer.Text(0x0010_0010, "PN", header.PatientName);
        writer.Text(0x0010_0020, "LO", header.PatientId);
        writer.Text(0x0010_0030, "DA", "");
        writer.Text(0x0010_0040, "CS", header.PatientIsMale switch { true => "M", false => "F", null => "" });
        if (header.PatientAgeYears is { } age)
            writer.Text(0x0010_1010, "AS", string.Create(CultureInfo.InvariantCulture, $"{age:000}Y"));
        if (header.DeidentificationMethod is not { } method)
            return;
        writer.Text(0x0012_0062, "CS", "YES");
        writer.Text(0x0012_0063, "LO", method);
    }

    private static void Acquisition(DicomWriter writer, DigitalXRayHeader header)
    {
        writer.Text(0x0018_0015, "CS", "PELVIS");
        writer.Text(0x0018_1164, "DS", Spacing(header));
        writer.Text(0x0018_5101, "CS", "AP");
        writer.Text(0x0018_7004, "CS", "DIRECT");
        writer.Text(0x0020_000D, "UI", header.StudyInstanceUid);
        writer.Text(0x0020_000E, "UI", header.SeriesInstanceUid);
        writer.Text(0x0020_0010, "SH", "");
        writer.Text(0x0020_0011, "IS", "1");
        writer.Text(0x0020_0013, "IS", "1");
        writer.Text(0x0020_0020, "CS", @"L\F");
        writer.Text(0x0020_0062, "CS", "U");
    }

    private static void Image(DicomWriter writer, Plane<ushort> grey, int bitsStored, DigitalXRayHeader header, ReadOnlySpan<ushort> stored)
    {
        var isInverted = header.Photometric == Photometric.Monochrome1;
        var (centre, width) = Window(stored);
        writer.Short(0x0028_0002, 1);
        writer.Text(0x0028_0004, "CS", isInverted ? "MONOCHROME1" : "MONOCHROME2");
        writer.Short(0x0028_0010, (ushort)grey.Rows);
        writer.Short(0x0028_0011, (ushort)grey.Columns);
        writer.Text(0x0028_0030, "DS", Spacing(header));
        writer.Short(0x0028_0100, 16);
        writer.Short(0x0028_0101, (ushort)bitsStored);
        writer.Short(0x0028_0102, (ushort)(bitsStored - 1));
        writer.Short(0x0028_0103, 0);
        writer.Text(0x0028_0301, "CS", "NO");
        writer.Text(0x0028_1040, "CS", "LOG");
        // Whether larger stored values mean more radiation, or less.
        writer.SignedShort(0x0028_1041, isInverted ? (short)1 : (short)-1);
        writer.Text(0x0028_1050, "DS", Decimal(centre));
        writer.Text(0x0028_1051, "DS", Decimal(width));
        writer.Text(0x0028_1052, "DS", "0");
        writer.Text(0x0028_1053, "DS", "1");
        writer.Text(0x0028_1054, "LO", "US");
        writer.Text(0x0028_2110, "CS", "00");
        writer.EmptySequence(0x0040_0555);
        writer.Text(0x2050_0020, "CS", isInverted ? "INVERSE" : "IDENTITY");
        writer.Words(DicomReader.PixelData, stored);
    }

    private static ushort[] Inverted(ReadOnlySpan<ushort> grey, ushort most)
    {
        var inverted = grey.ToArray();
        Samples.Invert(inverted, most);
        return inverted;
    }

    /// <summary>The stored values between which all but the darkest and the brightest lie.</summary>
    private static (double Centre, double Width) Window(ReadOnlySpan<ushort> stored)
    {
        var counts = new int[1 << 16];
        foreach (var value in stored)
            counts[value]++;
        var outside = (long)(stored.Length * OutsideWindow);
        var (low, high) = (0, counts.Length - 1);
        for (long below = counts[low]; below <= outside; below += counts[low])
            low++;
        for (long above = counts[high]; above <= outside; above += counts[high])
            high--;
        return ((low + high + 1) / 2.0, Math.Max(1, high - low + 1));
    }

    private static string Spacing(DigitalXRayHeader header) => $@"{Decimal(header.PixelSpacingMm)}\{Decimal(header.PixelSpacingMm)}";

    private static string Decimal(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
