using System.Xml.Linq;
using AxSpA.Cloud.Reports.Drawing;
using AxSpA.Cloud.Statistics.Diagnosis;

namespace AxSpA.Cloud.Reports.Plots;

/// <summary>The four counts; a cell is as dark as its share of the row, which is its truth.</summary>
internal static class ConfusionPlot
{
    private const double Wide = 158;
    private const double High = 106;
    private const double Left = 104;
    private const double Top = 70;

    public static XElement Of(string title, ConfusionMatrix matrix)
    {
        var canvas = new Canvas(440, 306, title);
        canvas.Text(12, 18, title, size: 13, bold: true);
        canvas.Text(Left + Wide, 44, "the model says", "middle");
        canvas.Text(Left + (Wide / 2), 61, "positive", "middle", Palette.Axis, 11.5);
        canvas.Text(Left + (1.5 * Wide), 61, "negative", "middle", Palette.Axis, 11.5);
        canvas.UprightText(24, Top + High, "truth", Palette.Ink);
        Row(canvas, 0, "positive", matrix.TruePositive, matrix.FalseNegative, right: 0);
        Row(canvas, 1, "negative", matrix.FalsePositive, matrix.TrueNegative, right: 1);
        return canvas.Drawing;
    }

    private static void Row(Canvas canvas, int row, string name, int positive, int negative, int right)
    {
        var (y, all) = (Top + (row * High), positive + negative);
        canvas.Text(Left - 8, y + (High / 2) - 2, name, "end", Palette.Axis, 11.5);
        canvas.Text(Left - 8, y + (High / 2) + 13, $"n = {all}", "end", Palette.Quiet, 11);
        int[] counts = [positive, negative];
        for (var column = 0; column < 2; column++)
        {
            var share = all == 0 ? 0 : (double)counts[column] / all;
            var x = Left + (column * Wide);
            canvas.Rectangle(x + 1, y + 1, Wide - 2, High - 2, "#ffffff", Palette.Grid);
            canvas.Rectangle(x + 1, y + 1, Wide - 2, High - 2, column == right ? Palette.Colour(0) : Palette.Colour(1), opacity: 0.05 + (0.5 * share));
            canvas.Text(x + (Wide / 2), y + (High / 2), $"{counts[column]}", "middle", Palette.Ink, 21, bold: true);
            canvas.Text(x + (Wide / 2), y + (High / 2) + 20, all == 0 ? Words.Missing : $"{Words.Number(100 * share, "0.0")} %", "middle", Palette.Ink, 12);
        }
    }
}
