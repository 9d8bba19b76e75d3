using OpenCvSharp;

namespace AxSpA.Cloud.Imaging;

/// <summary>The picture a person reads: radiograph, heat map over it, joints and what the network saw outlined, sides marked.</summary>
public static class Overlay
{
    /// <summary>Draws the overlay at the radiograph's own size.</summary>
    /// <param name="radiograph">Rows × columns; shown from its darkest to its brightest half per mille of pixels.</param>
    /// <param name="heatMap">Same size, 0..1; transparent at 0, growing opaque with the map's strength.</param>
    /// <param name="marks">Outlines to draw.</param>
    /// <returns>A colour PNG of the radiograph's rows and columns. Side marks, legend and all words are left out where the shorter side is below 240 pixels.</returns>
    /// <exception cref="ArgumentException">The map's or a mask's size differs from the radiograph's.</exception>
    public static byte[] Draw(Radiograph radiograph, Plane<float> heatMap, OverlayMarks? marks = null)
    {
        ArgumentNullException.ThrowIfNull(radiograph);
        ArgumentNullException.ThrowIfNull(heatMap);
        marks ??= OverlayMarks.None;
        RequireSize(radiograph, heatMap.Rows, heatMap.Columns, nameof(heatMap));
        if (marks.LeftJoint is { } left)
            RequireSize(radiograph, left.Rows, left.Columns, nameof(marks));
        if (marks.RightJoint is { } right)
            RequireSize(radiograph, right.Rows, right.Columns, nameof(marks));

        Memory<byte> picture = HeatBlend.Blend(radiograph, heatMap);
        using var pinned = picture.Pin();
        using var canvas = PngImage.MatOver(pinned, radiograph.Rows, radiograph.Columns, MatType.CV_8UC3);
        OverlayDrawing.Draw(canvas, marks);
        return PngImage.EncodeColour(canvas);
    }

    private static void RequireSize(Radiograph radiograph, int rows, int columns, string name)
    {
        if ((rows, columns) != (radiograph.Rows, radiograph.Columns))
            throw new ArgumentException($"expected {radiograph.Rows} × {radiograph.Columns}, the radiograph's size, found {rows} × {columns}", name);
    }
}
