namespace AxSpA.Cloud.Dicom;

/// <summary>Why a file was refused at the door.</summary>
public enum RefusalReason
{
    /// <summary>No bytes.</summary>
    Empty,

    /// <summary>None of the formats that are read.</summary>
    UnknownFormat,

    /// <summary>The bytes contradict their own format.</summary>
    Malformed,

    /// <summary>The file ends before its format says it may.</summary>
    Truncated,

    /// <summary>More bytes than <see cref="ReadingLimits.MaxBytes"/>.</summary>
    TooManyBytes,

    /// <summary>A side below <see cref="ReadingLimits.MinSide"/>.</summary>
    TooSmall,

    /// <summary>A side above <see cref="ReadingLimits.MaxSide"/>, or more pixels than <see cref="ReadingLimits.MaxPixels"/>.</summary>
    TooLarge,

    /// <summary>A file of an image format, or a DICOM object, without an image.</summary>
    NoPixels,

    /// <summary>Several frames, pages or animation pictures.</summary>
    MultiFrame,

    /// <summary>A DICOM transfer syntax that is not read.</summary>
    UnsupportedTransferSyntax,

    /// <summary>A compression of PNG, JPEG or TIFF that is not read.</summary>
    UnsupportedCompression,

    /// <summary>A colour model that is neither grey nor RGB.</summary>
    UnsupportedPhotometric,

    /// <summary>Samples that are not whole numbers of 8 or 16 bit, or whose rescaled range doesn't fit 16 bit.</summary>
    UnsupportedPixelType,

    /// <summary>The header's orientation is not understood, or is not that of a frontal pelvis.</summary>
    UnsupportedOrientation,

    /// <summary>By its header the picture itself names the patient and the day (DICOM Burned In Annotation, PS3.3 C.7.6.1.1): no pseudonym would hide that.</summary>
    BurnedInAnnotation,

    /// <summary>Every pixel has the same grey value.</summary>
    Constant,
}
