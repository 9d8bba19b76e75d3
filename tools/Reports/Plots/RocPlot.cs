using System.Xml.Linq;
using AxSpA.Cloud.Reports.Drawing;
using AxSpA.Cloud.Statistics.Diagnosis;

namespace AxSpA.Cloud.Reports.Plots;

/// <summary>Receiver operating characteristics on one another, each with its pointwise interval.</summary>
internal static class RocPlot
{
    /// <summary>Points nearer than this to the one before are not seen on paper.</summary>
    private const double Resolution = 0.001;

    private const double Width = 440;

    public static XElement Of(string title, IReadOnlyList<RocSeries> series)
    {
        var canvas = new Canvas(Width, Width + 14, title);
        canvas.Text(52, 18, title, size: 13, bold: true);
        var frame = new PlotFrame(canvas, Axis.Share("false-positive rate (1 − specificity)"), Axis.Share("sensitivity"), 52, 30, 376, 376);
        frame.Grid();
        canvas.Path([frame.At(0, 0), frame.At(1, 1)], Palette.Quiet, 0.8, "2 3");
        for (var index = 0; index < series.Count; index++)
        {
            var band = series[index].Band;
            canvas.Area(
                [.. band.Select(limit => frame.At(limit.FalsePositiveRate, limit.High)), .. band.Reverse().Select(limit => frame.At(limit.FalsePositiveRate, limit.Low))],
                Palette.Colour(index),
                0.12);
        }

        for (var index = 0; index < series.Count; index++)
            canvas.Path(Seen(series[index].Points).Select(point => frame.At(point.FalsePositiveRate, point.Sensitivity)), Palette.Colour(index), 1.7, Palette.Dash(index));
        Legend.Lines(canvas, frame.Left + 122, frame.Bottom - 12, [.. series.Select(one => one.Name)]);
        frame.Axes();
        return canvas.Drawing;
    }

    private static IEnumerable<RocPoint> Seen(IReadOnlyList<RocPoint> points)
    {
        var (rate, sensitivity) = (double.NegativeInfinity, 0.0);
        for (var index = 0; index < points.Count; index++)
        {
            var point = points[index];
            if (index < points.Count - 1 && Math.Max(point.FalsePositiveRate - rate, point.Sensitivity - sensitivity) < Resolution)
                continue;
            (rate, sensitivity) = (point.FalsePositiveRate, point.Sensitivity);
            yield return point;
        }
    }
}
