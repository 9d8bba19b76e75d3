using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Dicom;

/// <summary>What the directory of a TIFF file says before a pixel is decoded, checked.</summary>
internal sealed class TiffLayout
{
    private static readonly Dictionary<uint, string> Photometrics = new()
    {
        [3] = "a palette",
        [4] = "a mask",
        [5] = "CMYK",
        [6] = "YCbCr",
        [8] = "CIELab",
        [32803] = "a colour filter array",
        [34892] = "linear raw",
    };

    private static readonly Dictionary<uint, string> Compressions = new()
    {
        [2] = "CCITT",
        [3] = "CCITT group 3",
        [4] = "CCITT group 4",
        [6] = "old JPEG",
        [7] = "JPEG",
        [34712] = "JPEG 2000",
        [34925] = "LZMA",
        [50000] = "Zstandard",
        [50001] = "WebP",
    };

    private static readonly Dictionary<uint, string> SampleFormats = new()
    {
        [2] = "signed",
        [3] = "floating point",
        [5] = "complex whole",
        [6] = "complex",
    };

    private TiffLayout(TiffDirectory directory, ReadingLimits limits)
    {
        limits.CheckSize(directory.Value(TiffTag.ImageLength), directory.Value(TiffTag.ImageWidth));
        Rows = (int)directory.Value(TiffTag.ImageLength);
        Columns = (int)directory.Value(TiffTag.ImageWidth);
        IsLittleEndian = directory.IsLittleEndian;
        Orientation = directory.Orientation();
    }

    public int Rows { get; }

    public int Columns { get; }

    public bool IsLittleEndian { get; }

    public StoredOrientation Orientation { get; }

    public GreyDepth Depth { get; private init; }

    /// <summary>1 grey, 2 grey and opacity, 3 RGB, 4 RGB and opacity.</summary>
    public int Channels { get; private init; }

    /// <summary>0 is white.</summary>
    public bool IsInverted { get; private init; }

    public TiffCompression Compression { get; private init; }

    /// <summary>Samples are differences to the pixel on the left.</summary>
    public bool IsDifferenced { get; private init; }

    public int PixelBytes => Channels * (int)Depth / 8;

    /// <exception cref="RadiographRefusedException">Several pages, a size outside the limits, or samples, colours or compression that are not read.</exception>
    public static TiffLayout Of(TiffDirectory directory, ReadingLimits limits)
    {
        if (directory.Next != 0)
            throw new RadiographRefusedException(RefusalReason.MultiFrame, "a TIFF file of one page", "several");
        var photometric = directory.Value(TiffTag.PhotometricInterpretation);
        if (photometric > 2)
            throw new RadiographRefusedException(RefusalReason.UnsupportedPhotometric, "a TIFF file of grey or RGB", Known(Photometrics, photometric));
        var channels = directory.Value(TiffTag.SamplesPerPixel, 1);
        var least = photometric == 2 ? 3u : 1u;
        if (channels < least || channels > least + 1)
            throw new RadiographRefusedException(RefusalReason.UnsupportedPhotometric, $"{least} or {least + 1} samples a pixel", $"{channels}");
        if (channels > 1 && directory.Value(TiffTag.PlanarConfiguration, 1) != 1)
            throw new RadiographRefusedException(RefusalReason.UnsupportedPixelType, "a TIFF file with its samples pixel by pixel", "plane by plane");
        return new TiffLayout(directory, limits)
        {
            Depth = DepthOf(directory, (int)channels),
            Channels = (int)channels,
            IsInverted = photometric == 0,
            Compression = CompressionOf(directory),
            IsDifferenced = Differenced(directory),
        };
    }

    private static GreyDepth DepthOf(TiffDirectory directory, int channels)
    {
        var formats = directory.Has(TiffTag.SampleFormat) ? directory.Values(TiffTag.SampleFormat, channels) : [1];
        // 4 is "undefined", which writers use for plain numbers.
        if (formats.FirstOrDefault(format => format is not (1 or 4), 1u) is var other and not 1)
            throw new RadiographRefusedException(RefusalReason.UnsupportedPixelType, "unsigned samples", Known(SampleFormats, other));
        var bits = directory.Has(TiffTag.BitsPerSample) ? directory.Values(TiffTag.BitsPerSample, channels) : [1];
        if (bits[0] is not (8 or 16) || bits.Any(others => others != bits[0]))
            throw new RadiographRefusedException(RefusalReason.UnsupportedPixelType, "samples of 8 or 16 bit", $"{string.Join(", ", bits)} bit");
        return (GreyDepth)bits[0];
    }

    private static TiffCompression CompressionOf(TiffDirectory directory)
    {
        if (directory.Value(TiffTag.FillOrder, 1) != 1)
            throw new RadiographRefusedException(RefusalReason.UnsupportedCompression, "bytes with the high bit first", "the low bit first");
        var compression = (TiffCompression)directory.Value(TiffTag.Compression, 1);
        if (!Enum.IsDefined(compression))
        {
            throw new RadiographRefusedException(
                RefusalReason.UnsupportedCompression, "a TIFF file uncompressed or of LZW, Deflate or PackBits", Known(Compressions, (uint)compression));
        }

        return compression;
    }

    private static bool Differenced(TiffDirectory directory)
    {
        var predictor = directory.Value(TiffTag.Predictor, 1);
        if (predictor is not (1 or 2))
            throw new RadiographRefusedException(RefusalReason.UnsupportedCompression, "a TIFF predictor of 1 or 2", $"{predictor}");
        return predictor == 2;
    }

    private static string Known(Dictionary<uint, string> names, uint code) => names.TryGetValue(code, out var name) ? $"{name} ({code})" : $"{code}";
}
