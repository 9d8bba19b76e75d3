namespace AxSpA.Cloud.Dicom;

/// <summary>What the header of a written antero-posterior radiograph of the pelvis says beside its pixels. <b>Identifying</b> where it is a person's.</summary>
public sealed record DigitalXRayHeader
{
    public required string SopInstanceUid { get; init; }

    public required string StudyInstanceUid { get; init; }

    public required string SeriesInstanceUid { get; init; }

    /// <summary>As DICOM writes names: <c>Family^Given</c>.</summary>
    public required string PatientName { get; init; }

    public required string PatientId { get; init; }

    /// <summary>Null where unknown.</summary>
    public bool? PatientIsMale { get; init; }

    /// <summary>In whole years; null where unknown.</summary>
    public int? PatientAgeYears { get; init; }

    /// <summary>Of study, series, acquisition and content.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>At the detector, rows and columns alike, in millimetres.</summary>
    public required double PixelSpacingMm { get; init; }

    public required Photometric Photometric { get; init; }

    public required string Manufacturer { get; init; }

    public string InstitutionName { get; init; } = "";

    /// <summary>How the patient's identity was removed; null where it wasn't.</summary>
    public string? DeidentificationMethod { get; init; }

    /// <summary>Says nothing, so that a log line or an interpolated message can't leak.</summary>
    public override string ToString() => "DigitalXRayHeader (hidden)";
}
