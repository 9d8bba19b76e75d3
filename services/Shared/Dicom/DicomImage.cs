using System.Globalization;

namespace AxSpA.Cloud.Dicom;

/// <summary>Reads an uncompressed DICOM image of one frame: grey, or RGB of 8 bit.</summary>
internal static class DicomImage
{
    private const int LongestUid = 64;

    private static readonly DicomAttribute[] Dates =
    [
        DicomAttribute.AcquisitionDate, DicomAttribute.AcquisitionDateTime, DicomAttribute.ContentDate, DicomAttribute.SeriesDate, DicomAttribute.StudyDate,
    ];

    private static readonly DicomAttribute[] Spacings =
        [DicomAttribute.PixelSpacing, DicomAttribute.ImagerPixelSpacing, DicomAttribute.NominalScannedPixelSpacing];

    public static RadiographReading Read(ReadOnlyMemory<byte> file, ReadingLimits limits)
    {
        var dataset = DicomDataset.Read(file);
        if (dataset.Text(DicomAttribute.BurnedInAnnotation) == "YES")
            throw new RadiographRefusedException(RefusalReason.BurnedInAnnotation, "a picture that does not itself name the patient (Burned In Annotation NO, or none)", "YES");
        var pixels = DicomPixels.Of(dataset, limits);
        var orientation = dataset.Text(DicomAttribute.PatientOrientation);
        var turn = orientation is null ? StoredOrientation.Upright : PatientOrientation.Parse(orientation);
        var spacing = Spacing(dataset);
        var identity = Identity(dataset);
        return new RadiographReading
        {
            Radiograph = pixels.Decode(turn),
            Format = RadiographFormat.Dicom,
            LateralityBasis = orientation is null ? LateralityBasis.Assumed : LateralityBasis.Header,
            RowSpacingMm = turn.Transposed ? spacing?.Column : spacing?.Row,
            ColumnSpacingMm = turn.Transposed ? spacing?.Row : spacing?.Column,
            AcquisitionDate = Dates.Select(date => Date(dataset.Text(date))).FirstOrDefault(date => date is not null),
            Identity = identity,
        };
    }

    private static DicomIdentity Identity(DicomDataset dataset) => new()
    {
        SopClassUid = Uid(dataset, DicomAttribute.SopClassUid),
        SopInstanceUid = Uid(dataset, DicomAttribute.SopInstanceUid)
            ?? throw new RadiographRefusedException(RefusalReason.Malformed, "the attribute SOP Instance UID", "none"),
        StudyInstanceUid = Uid(dataset, DicomAttribute.StudyInstanceUid),
        SeriesInstanceUid = Uid(dataset, DicomAttribute.SeriesInstanceUid),
        PatientId = dataset.Text(DicomAttribute.PatientId),
        IssuerOfPatientId = dataset.Text(DicomAttribute.IssuerOfPatientId),
        AccessionNumber = dataset.Text(DicomAttribute.AccessionNumber),
    };

    private static string? Uid(DicomDataset dataset, DicomAttribute attribute)
    {
        var uid = dataset.Text(attribute);
        if (uid is not null && (uid.Length > LongestUid || uid.Any(letter => !char.IsAsciiDigit(letter) && letter != '.')))
            Refuse.Malformed($"digits and dots, at most {LongestUid}, in the attribute {attribute.Name}", "other text");
        return uid;
    }

    /// <summary>The first spacing given, as the file stores it: between rows, then between columns.</summary>
    private static (double Row, double Column)? Spacing(DicomDataset dataset)
    {
        foreach (var attribute in Spacings)
        {
            if (dataset.Decimals(attribute, 2) is not { } values)
                continue;
            if (values[0] <= 0 || values[1] <= 0)
                Refuse.Malformed($"positive numbers in the attribute {attribute.Name}", "others");
            return (values[0], values[1]);
        }

        return null;
    }

    /// <summary>The date of a DA value, or of a DT value, which begins with one.</summary>
    private static DateOnly? Date(string? text)
        => text?.Length >= 8 && DateOnly.TryParseExact(text.AsSpan(0, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;
}
