using AxSpA.Cloud.Imaging;
using OpenCvSharp;

namespace AxSpA.Cloud.Dicom;

/// <summary>Decodes JPEG of 8 bits, grey or colour; OpenCV's decoder works behind <see cref="JpegMarkers"/>.</summary>
/// <remarks>JPEG has no checksums: damage within the image data that leaves the markers whole decodes to other pixels.</remarks>
internal static class JpegImage
{
    public static RadiographReading Read(ReadOnlyMemory<byte> file, ReadingLimits limits)
    {
        var markers = JpegMarkers.Walk(file, limits);
        return new RadiographReading
        {
            Radiograph = Decode(file.Span, markers).ToRadiograph(GreyDepth.Eight, markers.Orientation),
            Format = RadiographFormat.Jpeg,
            LateralityBasis = LateralityBasis.Assumed,
        };
    }

    private static GreyCanvas Decode(ReadOnlySpan<byte> file, JpegMarkers markers)
    {
        // The orientation is applied once, by us, whatever the decoder would do.
        var mode = ImreadModes.IgnoreOrientation | (markers.Components == 1 ? ImreadModes.Grayscale : ImreadModes.Color);
        try
        {
            using var pixels = Cv2.ImDecode(file, mode);
            var type = markers.Components == 1 ? MatType.CV_8UC1 : MatType.CV_8UC3;
            if (pixels.Rows != markers.Rows || pixels.Cols != markers.Columns || pixels.Type() != type)
                Refuse.Malformed("JPEG image data as its header says", "damaged data");
            var canvas = new GreyCanvas(markers.Rows, markers.Columns, blueFirst: true);
            var samples = new ushort[markers.Columns * markers.Components];
            for (var row = 0; row < markers.Rows; row++)
            {
                Samples.Widen(pixels.AsSpan<byte>().Slice(row * samples.Length, samples.Length), samples);
                canvas.Write(row, 0, 1, samples, markers.Components);
            }

            return canvas;
        }
        catch (OpenCVException complaint)
        {
            throw new RadiographRefusedException(RefusalReason.Malformed, "JPEG image data that decodes", "damaged data", complaint);
        }
    }
}
