namespace AxSpA.Cloud.Dicom;

/// <summary>A DICOM transfer syntax (PS3.5 section 10, PS3.6 annex A): how a data set and its pixels are written.</summary>
/// <param name="Uid">Its UID.</param>
/// <param name="Name">Its name in the standard.</param>
/// <param name="Encoding">How elements are written; null where pixels are compressed, or the data set is.</param>
internal sealed record TransferSyntax(string Uid, string Name, DicomEncoding? Encoding = null)
{
    private static readonly Dictionary<string, TransferSyntax> Known = new TransferSyntax[]
    {
        new("1.2.840.10008.1.2", "Implicit VR Little Endian", DicomEncoding.ImplicitLittleEndian),
        new("1.2.840.10008.1.2.1", "Explicit VR Little Endian", DicomEncoding.ExplicitLittleEndian),
        new("1.2.840.10008.1.2.2", "Explicit VR Big Endian", DicomEncoding.ExplicitBigEndian),
        new("1.2.840.10008.1.2.1.98", "Encapsulated Uncompressed Explicit VR Little Endian"),
        new("1.2.840.10008.1.2.1.99", "Deflated Explicit VR Little Endian"),
        new("1.2.840.10008.1.2.5", "RLE Lossless"),
        new("1.2.840.10008.1.2.4.50", "JPEG Baseline"),
        new("1.2.840.10008.1.2.4.51", "JPEG Extended"),
        new("1.2.840.10008.1.2.4.57", "JPEG Lossless"),
        new("1.2.840.10008.1.2.4.70", "JPEG Lossless, First-Order Prediction"),
        new("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless"),
        new("1.2.840.10008.1.2.4.81", "JPEG-LS Near-Lossless"),
        new("1.2.840.10008.1.2.4.90", "JPEG 2000 Lossless"),
        new("1.2.840.10008.1.2.4.91", "JPEG 2000"),
        new("1.2.840.10008.1.2.4.92", "JPEG 2000 Part 2 Lossless"),
        new("1.2.840.10008.1.2.4.93", "JPEG 2000 Part 2"),
        new("1.2.840.10008.1.2.4.100", "MPEG2 Main Profile / Main Level"),
        new("1.2.840.10008.1.2.4.101", "MPEG2 Main Profile / High Level"),
        new("1.2.840.10008.1.2.4.102", "MPEG-4 AVC/H.264 High Profile / Level 4.1"),
        new("1.2.840.10008.1.2.4.103", "MPEG-4 AVC/H.264 BD-compatible"),
        new("1.2.840.10008.1.2.4.110", "JPEG XL Lossless"),
        new("1.2.840.10008.1.2.4.112", "JPEG XL"),
        new("1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000 Lossless"),
        new("1.2.840.10008.1.2.4.202", "High-Throughput JPEG 2000 with RPCL Lossless"),
        new("1.2.840.10008.1.2.4.203", "High-Throughput JPEG 2000"),
    }.ToDictionary(syntax => syntax.Uid);

    /// <summary>How the elements of a file of the syntax <paramref name="uid"/> are written.</summary>
    /// <exception cref="RadiographRefusedException"><see cref="RefusalReason.UnsupportedTransferSyntax"/>, naming the syntax if it is the standard's.</exception>
    public static DicomEncoding EncodingOf(string uid)
    {
        if (!Known.TryGetValue(uid, out var syntax))
            throw Refused("a transfer syntax that the standard doesn't list");
        return syntax.Encoding ?? throw Refused($"{syntax.Name} ({syntax.Uid})");
    }

    private static RadiographRefusedException Refused(string found)
        => new(RefusalReason.UnsupportedTransferSyntax, "an uncompressed DICOM file (Implicit or Explicit VR Little Endian, Explicit VR Big Endian)", found);
}
