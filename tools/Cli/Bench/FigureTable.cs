using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using AxSpA.Cloud.Benchmarks;
using Spectre.Console;

namespace AxSpA.Cloud.Cli.Bench;

/// <summary>Figures beside what was asked of them, and beside the machine.</summary>
internal static class FigureTable
{
    private const string Missing = "–";

    private static readonly JsonSerializerOptions OneLine = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(TextWriter output, IReadOnlyList<MeasuredFigure> figures, bool json)
    {
        if (json)
            output.WriteLine(JsonSerializer.Serialize(new { machine = Machine.Here(), figures = figures.Select(Node) }, OneLine));
        else
            WriteTable(output, figures);
    }

    private static void WriteTable(TextWriter output, IReadOnlyList<MeasuredFigure> figures)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("measured");
        foreach (var column in new[] { "median", "min", "max", "runs", "limit", "aim" })
            table.AddColumn(column, cell => cell.RightAligned());
        table.AddColumn("");
        foreach (var figure in figures)
        {
            table.AddRow(
                new Text(figure.Name),
                new Text($"{Number(figure.Median)} {figure.Unit}"),
                new Text(Number(figure.Min)),
                new Text(Number(figure.Max)),
                new Text($"{figure.Values.Count}"),
                new Text(Bound(figure, figure.Limit)),
                new Text(Bound(figure, figure.Aim)),
                new Text(Verdict(figure)));
        }

        PlainConsole.For(output).Write(table);
        output.WriteLine(Machine.Here());
    }

    private static object Node(MeasuredFigure figure) => new
    {
        figure.Name,
        figure.Unit,
        figure.Median,
        figure.Min,
        figure.Max,
        Runs = figure.Values.Count,
        figure.Limit,
        figure.LimitMet,
        figure.Aim,
        figure.AimMet,
    };

    private static string Verdict(MeasuredFigure figure) => (figure.LimitMet, figure.AimMet) switch
    {
        (null, _) => "",
        (false, _) => "missed",
        (_, false) => "met, the aim missed",
        _ => "met",
    };

    private static string Bound(MeasuredFigure figure, double? bound) => bound is { } asked ? $"{(figure.More ? "≥" : "≤")} {Number(asked)}" : Missing;

    private static string Number(double value) => value.ToString(value >= 100 ? "#,0" : value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
}
