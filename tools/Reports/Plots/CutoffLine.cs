using AxSpA.Cloud.Reports.Drawing;

namespace AxSpA.Cloud.Reports.Plots;

/// <summary>An upright line at a cut-off, with its number on the roomier side.</summary>
internal static class CutoffLine
{
    private const double Lift = 5;

    public static void Draw(Canvas canvas, PlotFrame frame, double cutoff)
    {
        var x = frame.X(cutoff);
        canvas.Line(x, frame.Top - Lift, x, frame.Bottom, Palette.Cutoff, 1, "4 2.5");
        canvas.Text(cutoff < 0.5 ? x + 4 : x - 4, frame.Top - 1, $"cut-off {Words.Number(cutoff, "0.00##")}", cutoff < 0.5 ? "start" : "end", Palette.Cutoff, 11);
    }
}
