using System.Runtime.InteropServices;
using OpenCvSharp;

namespace AxSpA.Cloud.Imaging;

/// <summary>Outlines, side marks, legend and caption of an overlay. Colours are told apart by readers with any colour vision, and from the heat map.</summary>
internal static class OverlayDrawing
{
    private const HersheyFonts Font = HersheyFonts.HersheySimplex;
    private const int LeastSideForText = 240;
    private const string Caption = "Research use only";

    private static readonly Scalar LeftColour = new(255, 196, 92);
    private static readonly Scalar RightColour = new(150, 235, 120);
    private static readonly Scalar FrameColour = new(225, 225, 225);
    private static readonly Scalar TextColour = new(240, 240, 240);
    private static readonly Scalar Halo = new(16, 16, 16);

    public static void Draw(Mat canvas, OverlayMarks marks)
    {
        // All sizes follow the picture, so that 600 and 3000 pixels look alike on a screen.
        var unit = Math.Max(canvas.Rows, canvas.Cols) / 1000.0;
        if (marks.Crop is { } crop)
            Frame(canvas, crop, unit);
        if (marks.RightJoint is { } right)
            Outline(canvas, right, RightColour, unit);
        if (marks.LeftJoint is { } left)
            Outline(canvas, left, LeftColour, unit);
        if (Math.Min(canvas.Rows, canvas.Cols) < LeastSideForText)
            return;

        SideMarks(canvas, marks, unit);
        Legend(canvas, unit);
        var margin = (int)(18 * unit);
        Write(canvas, Caption, new Point(margin, canvas.Rows - margin), 0.55 * unit, TextColour, unit);
    }

    private static void Frame(Mat canvas, PixelRectangle crop, double unit)
    {
        var frame = new Rect(crop.X, crop.Y, crop.Width, crop.Height);
        Cv2.Rectangle(canvas, frame, Halo, Stroke(3 * unit));
        Cv2.Rectangle(canvas, frame, FrameColour, Stroke(unit));
    }

    private static void Outline(Mat canvas, Plane<byte> mask, Scalar colour, double unit)
    {
        using var pinned = mask.Memory.Pin();
        using var mat = PngImage.MatOver(pinned, mask.Rows, mask.Columns, MatType.CV_8UC1);
        Cv2.FindContours(mat, out var contours, out _, RetrievalModes.External, ContourApproximationModes.ApproxNone);
        Cv2.DrawContours(canvas, contours, -1, Halo, Stroke(3.2 * unit), LineTypes.AntiAlias);
        Cv2.DrawContours(canvas, contours, -1, colour, Stroke(1.4 * unit), LineTypes.AntiAlias);
    }

    private static void SideMarks(Mat canvas, OverlayMarks marks, double unit)
    {
        var (margin, height) = ((int)(20 * unit), 1.3 * unit);
        var size = Cv2.GetTextSize("R", Font, height, Stroke(2.4 * unit), out _);
        var baseline = margin + size.Height;
        Write(canvas, "R", new Point(margin, baseline), height, marks.RightJoint is null ? TextColour : RightColour, 2 * unit);
        Write(canvas, "L", new Point(canvas.Cols - margin - size.Width, baseline), height, marks.LeftJoint is null ? TextColour : LeftColour, 2 * unit);
    }

    private static void Legend(Mat canvas, double unit)
    {
        var (width, height, margin) = ((int)(150 * unit), Math.Max((int)(9 * unit), 3), (int)(18 * unit));
        var bar = new Rect(canvas.Cols - margin - width, canvas.Rows - margin - height, width, height);
        var colours = HeatBlend.Colours();
        var line = new byte[width * 3];
        for (var column = 0; column < width; column++)
            colours.AsSpan(column * 255 / Math.Max(width - 1, 1) * 3, 3).CopyTo(line.AsSpan(column * 3));
        for (var row = bar.Top; row < bar.Bottom; row++)
            Marshal.Copy(line, 0, canvas.Ptr(row, bar.Left), line.Length);
        Cv2.Rectangle(canvas, bar, TextColour, Stroke(0.8 * unit));
        var text = new Point(bar.Left, bar.Top - (int)(8 * unit));
        Write(canvas, "Model attention", text, 0.5 * unit, TextColour, unit);
    }

    private static void Write(Mat canvas, string text, Point at, double size, Scalar colour, double weight)
    {
        Cv2.PutText(canvas, text, at, Font, size, Halo, Stroke(3.5 * weight), LineTypes.AntiAlias);
        Cv2.PutText(canvas, text, at, Font, size, colour, Stroke(1.2 * weight), LineTypes.AntiAlias);
    }

    private static int Stroke(double width) => Math.Max(1, (int)Math.Round(width));
}
