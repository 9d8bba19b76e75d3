namespace AxSpA.Cloud.Dicom;

/// <summary>How a DICOM file stores grey (PS3.3 section C.7.6.3.1.2).</summary>
public enum Photometric
{
    /// <summary>MONOCHROME1: the least stored value is white.</summary>
    Monochrome1,

    /// <summary>MONOCHROME2: the least stored value is black.</summary>
    Monochrome2,
}
