namespace AxSpA.Cloud.Dicom;

/// <summary>The file format a radiograph came in, known from its content, never from its name.</summary>
public enum RadiographFormat
{
    /// <summary>A DICOM file (PS3.10) with uncompressed pixels.</summary>
    Dicom,

    Png,

    Jpeg,

    Tiff,
}
