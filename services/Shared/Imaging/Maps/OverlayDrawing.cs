using OpenCvSharp;

namespace AxSpA.Cloud.Imaging;

/// <summary>Outlines, side marks, legend and words of an overlay. Colours are told apart by readers with any colour vision, and from the heat map.</summary>
internal static class OverlayDrawing
{
    private const HersheyFonts Font = HersheyFonts.HersheyDuplex;
    private const int LeastSideForText = 240;

    /// <summary>What the longest remark and the legend take beside each other, in units.</summary>
    private const double WidthOfWords = 540;

    private const string Caption = "Research use only";

    private static readonly Scalar LeftColour = new(255, 196, 92);
    private static readonly Scalar RightColour = new(150, 235, 120);
    private static readonly Scalar FrameColour = new(150, 150, 150);
    private static readonly Scalar TextColour = new(240, 240, 240);
    private static readonly Scalar Halo = new(16, 16, 16);

    public static void Draw(Mat canvas, OverlayMarks marks)
    {
        // All sizes follow the picture, so that 600 and 3000 pixels look alike on a screen; in a long narrow one they follow what has room.
        var unit = Math.Min(Math.Max(canvas.Rows, canvas.Cols) / 1000.0, Math.Min(canvas.Rows, canvas.Cols) / WidthOfWords);
        if (marks.Seen is { } seen)
            Frame(canvas, seen, unit);
        if (marks.RightJoint is { } right)
            Outline(canvas, right, marks.RightFinding, RightColour, unit);
        if (marks.LeftJoint is { } left)
            Outline(canvas, left, marks.LeftFinding, LeftColour, unit);
        if (Math.Min(canvas.Rows, canvas.Cols) < LeastSideForText)
            return;

        SideMarks(canvas, marks, unit);
        Legend(canvas, marks.ExplainedClass is { } named ? $"Evidence for {named}" : "Attention", unit);
        Words(canvas, marks, unit);
    }

    /// <summary>A faint frame with bright corners, so that it hides little of the bone.</summary>
    private static void Frame(Mat canvas, PixelRectangle seen, double unit)
    {
        var (left, top, right, bottom) = (seen.X, seen.Y, seen.X + seen.Width - 1, seen.Y + seen.Height - 1);
        Cv2.Rectangle(canvas, new Point(left, top), new Point(right, bottom), FrameColour, Stroke(0.7 * unit));
        var arm = Math.Max(Math.Min(seen.Width, seen.Height) / 9, 1);
        foreach (var (x, y, inwardX, inwardY) in new[] { (left, top, arm, arm), (right, top, -arm, arm), (left, bottom, arm, -arm), (right, bottom, -arm, -arm) })
        {
            Point[] corner = [new(x + inwardX, y), new(x, y), new(x, y + inwardY)];
            Cv2.Polylines(canvas, [corner], false, Halo, Stroke(3.4 * unit), LineTypes.AntiAlias);
            Cv2.Polylines(canvas, [corner], false, TextColour, Stroke(1.6 * unit), LineTypes.AntiAlias);
        }
    }

    /// <summary>A line around the joint; of a fallback dashes, since nothing in the picture put the joint there.</summary>
    private static void Outline(Mat canvas, Plane<byte> mask, JointFinding finding, Scalar colour, double unit)
    {
        using var pinned = mask.Memory.Pin();
        using var mat = PngImage.MatOver(pinned, mask.Rows, mask.Columns, MatType.CV_8UC1);
        Cv2.FindContours(mat, out var contours, out _, RetrievalModes.External, ContourApproximationModes.ApproxNone);
        var fallback = finding == JointFinding.MedianHeightFallback;
        var lines = fallback ? [.. contours.SelectMany(contour => Dashes(contour, unit))] : contours;
        Cv2.Polylines(canvas, lines, !fallback, Halo, Stroke(2.2 * unit), LineTypes.AntiAlias);
        Cv2.Polylines(canvas, lines, !fallback, colour, Stroke(1.2 * unit), LineTypes.AntiAlias);
    }

    /// <param name="contour">Every pixel of the contour, so that pixels measure its length.</param>
    /// <param name="unit">What all sizes are counted in: pixels, a thousandth of the picture's longer side where words have room.</param>
    private static IEnumerable<Point[]> Dashes(Point[] contour, double unit)
    {
        var (dash, gap) = (Math.Max((int)(11 * unit), 3), Math.Max((int)(9 * unit), 3));
        return contour.Chunk(dash + gap).Select(piece => piece[..Math.Min(dash, piece.Length)]);
    }

    private static void SideMarks(Mat canvas, OverlayMarks marks, double unit)
    {
        var (margin, height) = ((int)(22 * unit), 1.15 * unit);
        var (right, left) = marks.SidesAssumed ? ("R?", "L?") : ("R", "L");
        var size = Cv2.GetTextSize(left, Font, height, Stroke(2 * unit), out _);
        var baseline = margin + size.Height;
        Write(canvas, right, new Point(margin, baseline), height, marks.RightJoint is null ? TextColour : RightColour, 1.7 * unit);
        Write(canvas, left, new Point(canvas.Cols - margin - size.Width, baseline), height, marks.LeftJoint is null ? TextColour : LeftColour, 1.7 * unit);
    }

    private static void Legend(Mat canvas, string title, double unit)
    {
        var (width, height, margin) = ((int)(170 * unit), Math.Max((int)(8 * unit), 3), (int)(18 * unit));
        var bar = new Rect(canvas.Cols - margin - width, canvas.Rows - margin - height, width, height);
        var colours = HeatBlend.Colours;
        var line = new byte[width * 3];
        for (var column = 0; column < width; column++)
            colours.Slice(column * 255 / (width - 1) * 3, 3).CopyTo(line.AsSpan(column * 3));
        using (var strip = Mat.FromPixelData(1, width, MatType.CV_8UC3, line))
        using (var target = canvas[bar])
            Cv2.Repeat(strip, height, 1, target);
        Cv2.Rectangle(canvas, bar, TextColour, Stroke(0.7 * unit));

        var (size, baseline) = (0.45 * unit, bar.Top - (int)(9 * unit));
        Write(canvas, "low", new Point(bar.Left, baseline), size, TextColour, unit);
        WriteToEnd("high", baseline);
        WriteToEnd(title, baseline - (int)(22 * unit));

        void WriteToEnd(string text, int line)
            => Write(canvas, text, new Point(bar.Right - Cv2.GetTextSize(text, Font, size, Stroke(unit), out _).Width, line), size, TextColour, unit);
    }

    /// <summary>The caption, and above it every joint that wasn't found by the usual rule.</summary>
    private static void Words(Mat canvas, OverlayMarks marks, double unit)
    {
        var margin = (int)(18 * unit);
        var baseline = canvas.Rows - margin;
        WriteLine(Caption, TextColour);
        if (Remark("Left", marks.LeftFinding) is { } left)
            WriteLine(left, LeftColour);
        if (Remark("Right", marks.RightFinding) is { } right)
            WriteLine(right, RightColour);

        void WriteLine(string text, Scalar colour)
        {
            Write(canvas, text, new Point(margin, baseline), 0.5 * unit, colour, unit);
            baseline -= (int)(26 * unit);
        }
    }

    private static string? Remark(string side, JointFinding finding) => finding switch
    {
        JointFinding.MedianHeightFallback => $"{side} joint: median-height fallback",
        JointFinding.NotFound => $"{side} joint: not found",
        _ => null,
    };

    private static void Write(Mat canvas, string text, Point at, double size, Scalar colour, double weight)
    {
        Cv2.PutText(canvas, text, at, Font, size, Halo, Stroke(3.2 * weight), LineTypes.AntiAlias);
        Cv2.PutText(canvas, text, at, Font, size, colour, Stroke(weight), LineTypes.AntiAlias);
    }

    private static int Stroke(double width) => Math.Max(1, (int)Math.Round(width));
}
