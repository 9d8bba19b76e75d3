using System.Xml.Linq;
using AxSpA.Cloud.Reports.Drawing;
using AxSpA.Cloud.Statistics.Calibration;

namespace AxSpA.Cloud.Reports.Plots;

/// <summary>Probability given to the true class, by model and class: box of the middle half with its median, whiskers from 5 to 95 %, a dot at the mean.</summary>
internal static class ConfidencePlot
{
    private const double RowHeight = 30;
    private const double Thickness = 11;

    public static XElement Of(string title, IReadOnlyList<(string Model, IReadOnlyList<ClassConfidence> Classes)> models)
    {
        var rows = models.Sum(model => model.Classes.Count);
        var height = (rows * RowHeight) + (models.Count * 24);
        var canvas = new Canvas(440, height + 78, title);
        canvas.Text(12, 18, title, size: 13, bold: true);
        var frame = new PlotFrame(canvas, Axis.Share("probability given to the true class"), new Axis("", 0, 1, [], "0"), 148, 30, 280, height);
        frame.Grid();
        frame.Axes();
        var y = frame.Top;
        foreach (var (model, classes) in models)
        {
            y += 24;
            canvas.Text(12, y - 3, model, bold: true);
            foreach (var one in classes)
            {
                Row(canvas, frame, y, one);
                y += RowHeight;
            }
        }

        return canvas.Drawing;
    }

    private static void Row(Canvas canvas, PlotFrame frame, double top, ClassConfidence one)
    {
        var (middle, colour) = (top + (RowHeight / 2), one.Truth ? Palette.Positive : Palette.Negative);
        canvas.Text(138, middle + 4, $"truly {(one.Truth ? "positive" : "negative")} (n = {one.Cases})", "end", Palette.Axis, 11.5);
        if (one.Quantiles is not { } at)
            return;
        canvas.Line(frame.X(at[0]), middle, frame.X(at[4]), middle, Palette.Axis, 0.9);
        foreach (var end in new[] { at[0], at[4] })
            canvas.Line(frame.X(end), middle - 4, frame.X(end), middle + 4, Palette.Axis, 0.9);
        canvas.Rectangle(frame.X(at[1]), middle - (Thickness / 2), frame.X(at[3]) - frame.X(at[1]), Thickness, colour);
        canvas.Line(frame.X(at[2]), middle - (Thickness / 2), frame.X(at[2]), middle + (Thickness / 2), "#ffffff", 2);
        canvas.Dot(frame.X(one.Mean!.Value), middle, 3, "#ffffff", Palette.Ink);
    }
}
