using System.Xml.Linq;
using AxSpA.Cloud.Reports.Drawing;
using AxSpA.Cloud.Statistics.Calibration;
using AxSpA.Cloud.Statistics.Diagnosis;
using AxSpA.Cloud.Statistics.Progression;

namespace AxSpA.Cloud.Reports.Plots;

/// <summary>Share of truly positive cases against the mean probability of each tenth, with Wilson's interval; a dot's area grows with its cases.</summary>
internal static class ReliabilityPlot
{
    public static XElement Of(string title, ScoredCase[] cases)
    {
        var bins = Reliability.Curve(cases).Where(bin => bin.Cases > 0).ToList();
        var most = bins.Count == 0 ? 1 : bins.Max(bin => bin.Cases);
        var canvas = new Canvas(440, 306, title);
        canvas.Text(52, 18, title, size: 13, bold: true);
        var frame = new PlotFrame(canvas, Axis.Share("mean probability"), Axis.Share("share truly positive"), 52, 30, 376, 228);
        frame.Grid();
        canvas.Path([frame.At(0, 0), frame.At(1, 1)], Palette.Quiet, 0.8, "2 3");
        canvas.Path(bins.Select(bin => frame.At(bin.MeanProbability!.Value, bin.PositiveShare!.Value)), Palette.Colour(0), 1.2);
        foreach (var bin in bins)
        {
            var x = frame.X(bin.MeanProbability!.Value);
            var (low, high) = Proportion.Wilson((int)Math.Round(bin.PositiveShare!.Value * bin.Cases), bin.Cases);
            canvas.Line(x, frame.Y(low), x, frame.Y(high), Palette.Colour(0), 0.9);
            canvas.Dot(x, frame.Y(bin.PositiveShare.Value), 2 + (4.5 * Math.Sqrt((double)bin.Cases / most)), Palette.Colour(0), "#ffffff");
        }

        frame.Axes();
        return canvas.Drawing;
    }
}
