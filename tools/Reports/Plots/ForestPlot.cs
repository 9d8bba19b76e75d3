using System.Xml.Linq;
using AxSpA.Cloud.Reports.Drawing;
using AxSpA.Cloud.Statistics;
using AxSpA.Cloud.Statistics.Cohorts;
using AxSpA.Cloud.Statistics.Progression;

namespace AxSpA.Cloud.Reports.Plots;

/// <summary>A forest plot: the risk ratio of each stratum with its interval, the strata's common one, and that of all.</summary>
internal static class ForestPlot
{
    private const double Width = 720;
    private const double RowHeight = 19;
    private const double Top = 56;
    private const double Left = 20;
    private const double FlaggedEnd = 262;
    private const double UnflaggedEnd = 342;
    private const double PlotLeft = 362;
    private const double PlotRight = 568;
    private const double NumbersLeft = 584;
    private const double LargestSquare = 5.5;
    private const double SmallestSquare = 1.8;

    /// <summary>Beyond these an interval ends in an arrow.</summary>
    private static readonly double[] Ticks = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50];

    private enum Kind
    {
        All,
        Variable,
        Stratum,
        Together,
    }

    public static XElement Of(string title, ModelProgression model)
    {
        var rows = RowsOf(model);
        var canvas = new Canvas(Width, Top + (rows.Count * RowHeight) + 48, title);
        var scale = LogScale.Around(rows.Where(row => row.Ratio is not null).Select(row => row.Ratio!), Ticks, PlotLeft, PlotRight);
        canvas.Text(Left, 20, title, size: 13, bold: true);
        canvas.Text(FlaggedEnd, 44, "flagged", "end", Palette.Axis);
        canvas.Text(UnflaggedEnd, 44, "unflagged", "end", Palette.Axis);
        canvas.Text(NumbersLeft, 44, "risk ratio (95 %)", colour: Palette.Axis);
        DrawAxis(canvas, scale, Top + (rows.Count * RowHeight));
        var most = rows.Max(row => row.Table?.Subjects ?? 0);
        for (var index = 0; index < rows.Count; index++)
            DrawRow(canvas, scale, rows[index], Top + (index * RowHeight) + 12, most);
        return canvas.Drawing;
    }

    private static List<Row> RowsOf(ModelProgression model)
    {
        var rows = new List<Row> { new("all", Kind.All, model.Table, model.Table.RiskRatio) };
        foreach (var by in model.Strata)
        {
            rows.Add(new Row(by.Variable, Kind.Variable, null, null));
            rows.AddRange(by.Strata.Select(stratum => new Row(stratum.Value ?? "not collected", Kind.Stratum, stratum.Table, stratum.Table.RiskRatio)));
            rows.Add(new Row("together (Mantel–Haenszel)", Kind.Together, null, by.RiskRatio));
        }

        return rows;
    }

    private static void DrawAxis(Canvas canvas, LogScale scale, double bottom)
    {
        foreach (var tick in scale.Ticks)
        {
            canvas.Line(scale.X(tick), Top, scale.X(tick), bottom, tick == 1 ? Palette.Axis : Palette.Grid, tick == 1 ? 0.8 : 1);
            canvas.Text(scale.X(tick), bottom + 16, Words.Number(tick, "0.##"), "middle", Palette.Axis, 11);
        }

        canvas.Line(PlotLeft, bottom, PlotRight, bottom, Palette.Axis, 0.8);
        canvas.Text((PlotLeft + PlotRight) / 2, bottom + 34, "risk ratio, flagged over unflagged", "middle");
    }

    private static void DrawRow(Canvas canvas, LogScale scale, Row row, double middle, int most)
    {
        var text = middle + 4;
        canvas.Text(row.Kind is Kind.Stratum or Kind.Together ? Left + 14 : Left, text, Shortened(row.Label), bold: row.Kind is Kind.All or Kind.Variable);
        if (row.Table is { } table)
        {
            canvas.Text(FlaggedEnd, text, $"{table.FlaggedProgressed} / {table.Flagged}", "end", size: 11.5);
            canvas.Text(UnflaggedEnd, text, $"{table.UnflaggedProgressed} / {table.Unflagged}", "end", size: 11.5);
        }

        if (row.Ratio is not { } ratio)
            return;
        canvas.Text(NumbersLeft, text, Words.Estimate(ratio, "0.00"), size: 11.5);
        if (ratio is not { Value: { } value, Low: { } low, High: { } high })
            return;
        if (row.Kind is Kind.Stratum)
            DrawInterval(canvas, scale, value, low, high, middle, SmallestSquare + ((LargestSquare - SmallestSquare) * Math.Sqrt((double)row.Table!.Subjects / most)));
        else
            DrawDiamond(canvas, scale, value, low, high, middle);
    }

    private static void DrawInterval(Canvas canvas, LogScale scale, double value, double low, double high, double y, double half)
    {
        canvas.Line(scale.X(low), y, scale.X(high), y, Palette.Colour(0), 1.4);
        if (scale.Below(low))
            canvas.Area([(PlotLeft, y), (PlotLeft + 6, y - 3.5), (PlotLeft + 6, y + 3.5)], Palette.Colour(0), 1);
        if (scale.Above(high))
            canvas.Area([(PlotRight, y), (PlotRight - 6, y - 3.5), (PlotRight - 6, y + 3.5)], Palette.Colour(0), 1);
        if (!scale.Below(value) && !scale.Above(value))
            canvas.Rectangle(scale.X(value) - half, y - half, 2 * half, 2 * half, Palette.Colour(0));
    }

    private static void DrawDiamond(Canvas canvas, LogScale scale, double value, double low, double high, double y)
        => canvas.Area([(scale.X(low), y), (scale.X(value), y - 5.5), (scale.X(high), y), (scale.X(value), y + 5.5)], Palette.Colour(1), 1);

    /// <summary>As much as its column holds.</summary>
    private static string Shortened(string label)
    {
        const int Most = 27;
        return label.Length <= Most ? label : $"{label[..(Most - 1)]}…";
    }

    /// <param name="Table">Null where the row is of several.</param>
    /// <param name="Ratio">Null for a heading.</param>
    private sealed record Row(string Label, Kind Kind, ProgressionTable? Table, Estimate? Ratio);
}
