using System.Xml.Linq;
using AxSpA.Cloud.Reports.Drawing;
using AxSpA.Cloud.Statistics.Diagnosis;

namespace AxSpA.Cloud.Reports.Plots;

/// <summary>How many cases got which probability: truly positive above the line, truly negative below, so that both have a straight base.</summary>
internal static class ProbabilityHistogram
{
    private const int Bins = 20;

    public static XElement Of(string title, ScoredCase[] cases, double cutoff)
    {
        var (positives, negatives) = (Counts(cases, truth: true), Counts(cases, truth: false));
        var canvas = new Canvas(440, 306, title);
        canvas.Text(52, 18, title, size: 13, bold: true);
        var across = Axis.Share("probability of definite radiographic sacroiliitis");
        var frame = new PlotFrame(canvas, across, Axis.Mirrored("cases", positives.Max(), negatives.Max()), 52, 56, 376, 202);
        frame.Grid();
        for (var bin = 0; bin < Bins; bin++)
        {
            var (left, right) = (frame.X((double)bin / Bins) + 0.75, frame.X((bin + 1.0) / Bins) - 0.75);
            canvas.Rectangle(left, frame.Y(positives[bin]), right - left, frame.Y(0) - frame.Y(positives[bin]), Palette.Positive);
            canvas.Rectangle(left, frame.Y(0), right - left, frame.Y(-negatives[bin]) - frame.Y(0), Palette.Negative);
        }

        canvas.Line(frame.Left, frame.Y(0), frame.Right, frame.Y(0), Palette.Axis, 0.8);
        CutoffLine.Draw(canvas, frame, cutoff);
        frame.Axes();
        Legend.Row(
            canvas,
            52,
            38,
            ($"truly positive, up (n = {positives.Sum()})", Palette.Positive, null, true),
            ($"truly negative, down (n = {negatives.Sum()})", Palette.Negative, null, true));
        return canvas.Drawing;
    }

    private static int[] Counts(ScoredCase[] cases, bool truth)
    {
        var counts = new int[Bins];
        foreach (var item in cases.Where(item => item.Truth == truth))
            counts[Math.Clamp((int)(item.Score * Bins), 0, Bins - 1)]++;
        return counts;
    }
}
