using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Dicom;

/// <summary>A radiograph read from a file: the canonical pixels, what the header says about them, and apart from both, what identifies.</summary>
public sealed record RadiographReading
{
    /// <summary>Upright, one grey channel of 8 or 16 bit as stored, larger values brighter, the patient's right at column 0.</summary>
    public required Radiograph Radiograph { get; init; }

    public required RadiographFormat Format { get; init; }

    public required LateralityBasis LateralityBasis { get; init; }

    /// <summary>Distance between the centres of two rows of the upright radiograph; null where unknown.</summary>
    /// <remarks>
    /// Of DICOM, the first given of Pixel Spacing (calibrated to the patient where it differs), Imager Pixel Spacing (at the detector) and
    /// Nominal Scanned Pixel Spacing (digitised film). A print resolution in PNG, JPEG or TIFF says nothing about the patient and is not taken.
    /// </remarks>
    public double? RowSpacingMm { get; init; }

    /// <summary>Distance between the centres of two columns of the upright radiograph; null where unknown.</summary>
    public double? ColumnSpacingMm { get; init; }

    /// <summary>Of DICOM, the first valid of Acquisition Date, Acquisition DateTime, Content Date, Series Date and Study Date; else null.</summary>
    public DateOnly? AcquisitionDate { get; init; }

    /// <summary>Set for DICOM alone. Identifying.</summary>
    public DicomIdentity? Identity { get; init; }

    /// <summary>Format, size and depth; neither dates nor identity.</summary>
    public override string ToString() => $"{Format} radiograph, {Radiograph.Rows} × {Radiograph.Columns}, {(int)Radiograph.Depth} bit";
}
