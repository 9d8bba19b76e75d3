namespace AxSpA.Cloud.Dicom;

/// <summary>
/// What in a DICOM header identifies the patient, the study and the image. <b>Identifying</b>: it is kept by the door alone, never logged,
/// never put on the bus, and its text form hides every value.
/// </summary>
/// <remarks>
/// Text is decoded as UTF-8 where the file says so (ISO_IR 192), else byte for byte as Latin-1: equal bytes give equal identifiers.
/// An attribute that is absent or empty is null. Names and birth dates are not taken.
/// </remarks>
public sealed record DicomIdentity
{
    /// <summary>SOP Class UID (0008,0016): the kind of object.</summary>
    public string? SopClassUid { get; init; }

    /// <summary>SOP Instance UID (0008,0018): names this image.</summary>
    public required string SopInstanceUid { get; init; }

    /// <summary>Study Instance UID (0020,000D).</summary>
    public string? StudyInstanceUid { get; init; }

    /// <summary>Series Instance UID (0020,000E).</summary>
    public string? SeriesInstanceUid { get; init; }

    /// <summary>Patient ID (0010,0020), unique within <see cref="IssuerOfPatientId"/>.</summary>
    public string? PatientId { get; init; }

    /// <summary>Issuer of Patient ID (0010,0021).</summary>
    public string? IssuerOfPatientId { get; init; }

    /// <summary>Accession Number (0008,0050): the order.</summary>
    public string? AccessionNumber { get; init; }

    /// <summary>Says nothing, so that a log line or an interpolated message can't leak.</summary>
    public override string ToString() => "DicomIdentity (hidden)";
}
