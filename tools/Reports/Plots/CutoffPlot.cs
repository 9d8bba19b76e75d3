using System.Xml.Linq;
using AxSpA.Cloud.Reports.Drawing;
using AxSpA.Cloud.Statistics.Diagnosis;

namespace AxSpA.Cloud.Reports.Plots;

/// <summary>Sensitivity and false-positive rate at every cut-off of the grid.</summary>
internal static class CutoffPlot
{
    public static XElement Of(string title, ScoredCase[] cases, double cutoff)
    {
        var matrices = CutoffChoice.Grid.Select(at => (Cutoff: at, Matrix: ConfusionMatrix.At(at, cases))).ToList();
        var canvas = new Canvas(440, 306, title);
        canvas.Text(52, 18, title, size: 13, bold: true);
        var frame = new PlotFrame(canvas, Axis.Share("cut-off"), Axis.Share("share of cases called positive"), 52, 56, 376, 202);
        frame.Grid();
        canvas.Path(matrices.Where(at => at.Matrix.Sensitivity is not null).Select(at => frame.At(at.Cutoff, at.Matrix.Sensitivity!.Value)), Palette.Colour(0), 1.8, Palette.Dash(0));
        canvas.Path(matrices.Where(at => at.Matrix.Specificity is not null).Select(at => frame.At(at.Cutoff, 1 - at.Matrix.Specificity!.Value)), Palette.Colour(1), 1.8, Palette.Dash(1));
        CutoffLine.Draw(canvas, frame, cutoff);
        frame.Axes();
        Legend.Row(canvas, 52, 38, ("sensitivity", Palette.Colour(0), Palette.Dash(0), false), ("false-positive rate", Palette.Colour(1), Palette.Dash(1), false));
        return canvas.Drawing;
    }
}
