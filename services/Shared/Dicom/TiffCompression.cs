namespace AxSpA.Cloud.Dicom;

/// <summary>The compressions of TIFF that are read, numbered as in the file.</summary>
internal enum TiffCompression : uint
{
    None = 1,
    Lzw = 5,
    Deflate = 8,
    OldDeflate = 32946,
    PackBits = 32773,
}
