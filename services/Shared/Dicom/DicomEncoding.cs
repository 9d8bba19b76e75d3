namespace AxSpA.Cloud.Dicom;

/// <summary>How the elements of a data set are written (PS3.5 section 7).</summary>
/// <param name="IsExplicit">Each element names its value representation.</param>
/// <param name="IsBigEndian">Numbers have their high byte first.</param>
internal readonly record struct DicomEncoding(bool IsExplicit, bool IsBigEndian)
{
    public static DicomEncoding ImplicitLittleEndian => new(false, false);

    public static DicomEncoding ExplicitLittleEndian => new(true, false);

    public static DicomEncoding ExplicitBigEndian => new(true, true);
}
