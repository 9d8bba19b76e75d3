using System.Xml.Linq;
using AxSpA.Cloud.Reports.Drawing;
using AxSpA.Cloud.Statistics.Diagnosis;

namespace AxSpA.Cloud.Reports.Plots;

/// <summary>The four counts; a cell is as dark as its share of the row, which is its truth.</summary>
internal static class ConfusionPlot
{
    private const double Cell = 106;
    private const double Left = 92;
    private const double Top = 66;

    public static XElement Of(string title, ConfusionMatrix matrix)
    {
        var canvas = new Canvas(330, 306, title);
        canvas.Text(12, 18, title, size: 12, bold: true);
        canvas.Text(Left + Cell, 42, "the model says", "middle");
        canvas.Text(Left + (Cell / 2), 58, "positive", "middle", Palette.Axis, 10.5);
        canvas.Text(Left + (1.5 * Cell), 58, "negative", "middle", Palette.Axis, 10.5);
        canvas.UprightText(22, Top + Cell, "truth", Palette.Ink);
        Row(canvas, 0, "positive", matrix.TruePositive, matrix.FalseNegative, right: 0);
        Row(canvas, 1, "negative", matrix.FalsePositive, matrix.TrueNegative, right: 1);
        return canvas.Drawing;
    }

    private static void Row(Canvas canvas, int row, string name, int positive, int negative, int right)
    {
        var (y, all) = (Top + (row * Cell), positive + negative);
        canvas.Text(Left - 8, y + (Cell / 2) - 2, name, "end", Palette.Axis, 10.5);
        canvas.Text(Left - 8, y + (Cell / 2) + 12, $"n = {all}", "end", Palette.Quiet, 10);
        int[] counts = [positive, negative];
        for (var column = 0; column < 2; column++)
        {
            var share = all == 0 ? 0 : (double)counts[column] / all;
            var x = Left + (column * Cell);
            canvas.Rectangle(x + 1, y + 1, Cell - 2, Cell - 2, "#ffffff", Palette.Grid);
            canvas.Rectangle(x + 1, y + 1, Cell - 2, Cell - 2, column == right ? Palette.Colour(0) : Palette.Colour(1), opacity: 0.06 + (0.62 * share));
            var ink = share > 0.7 ? "#ffffff" : Palette.Ink;
            canvas.Text(x + (Cell / 2), y + (Cell / 2), $"{counts[column]}", "middle", ink, 20, bold: true);
            canvas.Text(x + (Cell / 2), y + (Cell / 2) + 19, all == 0 ? Words.Missing : $"{Words.Number(100 * share, "0.0")} %", "middle", ink, 11);
        }
    }
}
