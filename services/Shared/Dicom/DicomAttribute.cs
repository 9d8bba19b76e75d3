using System.Globalization;

namespace AxSpA.Cloud.Dicom;

/// <summary>The DICOM attributes that are read, and what their values may be: a row of a table each (PS3.3 section C.7.6.3, PS3.6).</summary>
internal sealed class DicomAttribute
{
    private static readonly Dictionary<uint, DicomAttribute> Table = [];

    private DicomAttribute(uint tag, string name)
    {
        (Tag, Name) = (tag, name);
        Table.Add(tag, this);
    }

    public static DicomAttribute TransferSyntaxUid { get; } = new(0x0002_0010, "Transfer Syntax UID");

    public static DicomAttribute SpecificCharacterSet { get; } = new(0x0008_0005, "Specific Character Set");

    public static DicomAttribute SopClassUid { get; } = new(0x0008_0016, "SOP Class UID");

    public static DicomAttribute SopInstanceUid { get; } = new(0x0008_0018, "SOP Instance UID");

    public static DicomAttribute StudyDate { get; } = new(0x0008_0020, "Study Date");

    public static DicomAttribute SeriesDate { get; } = new(0x0008_0021, "Series Date");

    public static DicomAttribute AcquisitionDate { get; } = new(0x0008_0022, "Acquisition Date");

    public static DicomAttribute ContentDate { get; } = new(0x0008_0023, "Content Date");

    public static DicomAttribute AcquisitionDateTime { get; } = new(0x0008_002A, "Acquisition DateTime");

    public static DicomAttribute AccessionNumber { get; } = new(0x0008_0050, "Accession Number");

    public static DicomAttribute PatientId { get; } = new(0x0010_0020, "Patient ID");

    public static DicomAttribute IssuerOfPatientId { get; } = new(0x0010_0021, "Issuer of Patient ID");

    public static DicomAttribute ImagerPixelSpacing { get; } = new(0x0018_1164, "Imager Pixel Spacing");

    public static DicomAttribute NominalScannedPixelSpacing { get; } = new(0x0018_2010, "Nominal Scanned Pixel Spacing");

    public static DicomAttribute StudyInstanceUid { get; } = new(0x0020_000D, "Study Instance UID");

    public static DicomAttribute SeriesInstanceUid { get; } = new(0x0020_000E, "Series Instance UID");

    public static DicomAttribute PatientOrientation { get; } = new(0x0020_0020, "Patient Orientation");

    public static DicomAttribute SamplesPerPixel { get; }
        = new(0x0028_0002, "Samples per Pixel") { Allowed = [1, 3], Reason = RefusalReason.UnsupportedPhotometric };

    public static DicomAttribute PhotometricInterpretation { get; } = new(0x0028_0004, "Photometric Interpretation");

    public static DicomAttribute PlanarConfiguration { get; } = new(0x0028_0006, "Planar Configuration") { Allowed = [0, 1], Otherwise = 0 };

    public static DicomAttribute NumberOfFrames { get; }
        = new(0x0028_0008, "Number of Frames") { Allowed = [1], Otherwise = 1, IsText = true, Reason = RefusalReason.MultiFrame };

    public static DicomAttribute Rows { get; } = new(0x0028_0010, "Rows");

    public static DicomAttribute Columns { get; } = new(0x0028_0011, "Columns");

    public static DicomAttribute PixelSpacing { get; } = new(0x0028_0030, "Pixel Spacing");

    public static DicomAttribute BitsAllocated { get; }
        = new(0x0028_0100, "Bits Allocated") { Allowed = [8, 16], Reason = RefusalReason.UnsupportedPixelType };

    public static DicomAttribute BitsStored { get; }
        = new(0x0028_0101, "Bits Stored") { Allowed = [.. Enumerable.Range(1, 16)], Reason = RefusalReason.UnsupportedPixelType };

    public static DicomAttribute HighBit { get; }
        = new(0x0028_0102, "High Bit") { Allowed = [.. Enumerable.Range(0, 16)], Reason = RefusalReason.UnsupportedPixelType };

    public static DicomAttribute PixelRepresentation { get; } = new(0x0028_0103, "Pixel Representation") { Allowed = [0, 1] };

    public static DicomAttribute BurnedInAnnotation { get; } = new(0x0028_0301, "Burned In Annotation");

    public static DicomAttribute RescaleIntercept { get; } = new(0x0028_1052, "Rescale Intercept");

    public static DicomAttribute RescaleSlope { get; } = new(0x0028_1053, "Rescale Slope");

    public static DicomAttribute ModalityLutSequence { get; } = new(0x0028_3000, "Modality LUT Sequence");

    public static DicomAttribute FloatPixelData { get; } = new(0x7FE0_0008, "Float Pixel Data");

    public static DicomAttribute DoubleFloatPixelData { get; } = new(0x7FE0_0009, "Double Float Pixel Data");

    public static DicomAttribute PixelData { get; } = new(DicomReader.PixelData, "Pixel Data");

    public uint Tag { get; }

    public string Name { get; }

    /// <summary>The whole numbers that are read; any where null.</summary>
    public int[]? Allowed { get; private init; }

    /// <summary>What an absent attribute means; it is required where null.</summary>
    public int? Otherwise { get; private init; }

    /// <summary>The number is written as text (IS), not as an unsigned short (US).</summary>
    public bool IsText { get; private init; }

    /// <summary>Why another number is refused.</summary>
    public RefusalReason Reason { get; private init; } = RefusalReason.Malformed;

    public static bool IsRead(uint tag) => Table.ContainsKey(tag);

    /// <summary>Checks a number against the table.</summary>
    public int Check(int value)
    {
        if (Allowed is null || Allowed.Contains(value))
            return value;
        var expected = Allowed.Length > 2 ? $"{Allowed[0]} to {Allowed[^1]}" : string.Join(" or ", Allowed);
        throw new RadiographRefusedException(Reason, $"{expected} in the attribute {Name}", value.ToString(CultureInfo.InvariantCulture));
    }
}
