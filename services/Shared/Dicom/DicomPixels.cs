using System.Buffers.Binary;
using System.Runtime.InteropServices;
using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Dicom;

/// <summary>The Image Pixel module of a DICOM file (PS3.3 section C.7.6.3), checked against limits, table and file length.</summary>
internal sealed class DicomPixels
{
    /// <summary>The defined terms, so that a refusal names no free text.</summary>
    private static readonly string[] Photometrics =
    [
        "PALETTE COLOR", "HSV", "ARGB", "CMYK", "YBR_FULL", "YBR_FULL_422", "YBR_PARTIAL_422", "YBR_PARTIAL_420", "YBR_ICT", "YBR_RCT", "XYB",
    ];

    private readonly int _rows;
    private readonly int _columns;
    private readonly bool _isColour;
    private readonly bool _isPlanar;
    private readonly StoredValues _values;
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly bool _isBigEndian;

    private DicomPixels(DicomDataset dataset, DicomElement element, ReadingLimits limits)
    {
        (_rows, _columns) = (dataset.Integer(DicomAttribute.Rows), dataset.Integer(DicomAttribute.Columns));
        limits.CheckSize(_rows, _columns);
        dataset.Integer(DicomAttribute.NumberOfFrames);
        var photometric = Photometric(dataset);
        _isColour = photometric == "RGB";
        _isPlanar = dataset.Integer(DicomAttribute.PlanarConfiguration) == 1;
        _values = ValuesOf(dataset, photometric).Checked();
        CheckSamples(dataset);
        _isBigEndian = dataset.Encoding.IsBigEndian;
        // In big-endian words of 8-bit pixels the first pixel is the low byte.
        var isSwapped = _isBigEndian && element.Representation == "OW" && _values.BitsAllocated == 8;
        _bytes = Checked(element, isSwapped);
        if (isSwapped)
            _bytes = SwapPairs(_bytes.Span);
    }

    private int Channels => _isColour ? 3 : 1;

    /// <exception cref="RadiographRefusedException">No pixels, several frames, a size outside the limits, other samples or colours, or too few bytes.</exception>
    public static DicomPixels Of(DicomDataset dataset, ReadingLimits limits)
    {
        if (dataset.Has(DicomAttribute.FloatPixelData) || dataset.Has(DicomAttribute.DoubleFloatPixelData))
            throw new RadiographRefusedException(RefusalReason.UnsupportedPixelType, "whole numbers as pixels", "floating point");
        if (dataset.Element(DicomAttribute.PixelData) is not { } element)
            throw new RadiographRefusedException(RefusalReason.NoPixels, "pixel data in the DICOM file", "none");
        return new DicomPixels(dataset, element, limits);
    }

    public Radiograph Decode(StoredOrientation orientation)
    {
        var canvas = new GreyCanvas(_rows, _columns);
        if (_isColour)
            DecodeColour(canvas);
        else
            DecodeGrey(canvas.Grey);
        return canvas.ToRadiograph(_values.Depth, orientation);
    }

    private static string Photometric(DicomDataset dataset)
    {
        var term = dataset.RequiredText(DicomAttribute.PhotometricInterpretation);
        if (term is "MONOCHROME1" or "MONOCHROME2" or "RGB")
            return term;
        throw new RadiographRefusedException(
            RefusalReason.UnsupportedPhotometric,
            "the Photometric Interpretation MONOCHROME1, MONOCHROME2 or RGB",
            Photometrics.Contains(term) ? term : "a term that the standard doesn't define");
    }

    private static StoredValues ValuesOf(DicomDataset dataset, string photometric)
    {
        if (dataset.Element(DicomAttribute.ModalityLutSequence) is { Value.IsEmpty: false })
            throw new RadiographRefusedException(RefusalReason.UnsupportedPixelType, "rescaling by slope and intercept", "a Modality LUT Sequence");
        return new StoredValues(
            dataset.Integer(DicomAttribute.BitsAllocated),
            dataset.Integer(DicomAttribute.BitsStored),
            dataset.Integer(DicomAttribute.HighBit),
            dataset.Integer(DicomAttribute.PixelRepresentation) == 1,
            dataset.Decimals(DicomAttribute.RescaleSlope, 1)?[0] ?? 1,
            dataset.Decimals(DicomAttribute.RescaleIntercept, 1)?[0] ?? 0,
            photometric == "MONOCHROME1");
    }

    private void CheckSamples(DicomDataset dataset)
    {
        var samples = dataset.Integer(DicomAttribute.SamplesPerPixel);
        if (samples != Channels)
        {
            throw new RadiographRefusedException(
                RefusalReason.UnsupportedPhotometric, $"{Channels} sample(s) per pixel as the Photometric Interpretation says", $"{samples}");
        }

        if (_isColour && _values is not { BitsAllocated: 8, BitsStored: 8, IsSigned: false, Slope: 1, Intercept: 0 })
            throw new RadiographRefusedException(RefusalReason.UnsupportedPixelType, "RGB of unsigned 8 bit, not rescaled", "other samples");
    }

    private ReadOnlyMemory<byte> Checked(DicomElement element, bool evenBytes)
    {
        if (element.DeclaredBytes is not { } declared)
            throw new RadiographRefusedException(RefusalReason.Malformed, "uncompressed pixel data as the transfer syntax says", "encapsulated pixel data");
        var frame = (long)_rows * _columns * Channels * _values.BitsAllocated / 8;
        var needed = evenBytes ? frame + (frame & 1) : frame;
        if (declared >= 2 * frame)
            throw new RadiographRefusedException(RefusalReason.MultiFrame, $"{frame} bytes of pixel data, one frame", $"{declared}");
        if (Math.Min(declared, element.Value.Length) < needed)
            Refuse.Truncated($"{needed} bytes of pixel data", $"{Math.Min(declared, element.Value.Length)}");
        if (element.Value.Length < declared)
            Refuse.Truncated($"{declared} bytes of pixel data", $"{element.Value.Length}");
        return element.Value[..(int)needed];
    }

    private static byte[] SwapPairs(ReadOnlySpan<byte> bytes)
    {
        var swapped = bytes.ToArray();
        var words = MemoryMarshal.Cast<byte, ushort>(swapped.AsSpan());
        BinaryPrimitives.ReverseEndianness(words, words);
        return swapped;
    }

    private void DecodeGrey(Span<ushort> grey)
    {
        var bytes = _bytes.Span;
        if (_values.BitsAllocated == 8)
            Samples.Widen(bytes[..grey.Length], grey);
        else if (_isBigEndian)
            Samples.FromBigEndian(MemoryMarshal.Cast<byte, ushort>(bytes), grey);
        else
            Samples.FromLittleEndian(MemoryMarshal.Cast<byte, ushort>(bytes), grey);
        _values.Apply(grey);
    }

    private void DecodeColour(GreyCanvas canvas)
    {
        var samples = new ushort[_columns * Channels];
        for (var row = 0; row < _rows; row++)
        {
            if (_isPlanar)
                Interleave(row, samples);
            else
                Samples.Widen(_bytes.Span.Slice(row * samples.Length, samples.Length), samples);
            canvas.Write(row, 0, 1, samples, Channels);
        }
    }

    private void Interleave(int row, Span<ushort> samples)
    {
        for (var channel = 0; channel < Channels; channel++)
        {
            var source = _bytes.Span.Slice(((channel * _rows) + row) * _columns, _columns);
            for (var column = 0; column < source.Length; column++)
                samples[(column * Channels) + channel] = source[column];
        }
    }
}
