using AxSpA.Cloud.Phantoms.Evaluation;
using Spectre.Console;

namespace AxSpA.Cloud.Cli.Phantoms;

/// <summary>An evaluation on phantoms in a terminal.</summary>
internal static class EvaluationTable
{
    private static readonly string[] Columns = ["limit", "all", ""];

    public static void Write(TextWriter output, PhantomEvaluation evaluation)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("figure");
        foreach (var column in Columns.Concat(evaluation.Sites))
            table.AddColumn(new TableColumn(new Text(column)).RightAligned());
        var topic = "";
        foreach (var figure in evaluation.Figures)
        {
            if (figure.Topic != topic)
                table.AddRow(new Markup($"[bold]{Markup.Escape(figure.Topic)}[/]"));
            topic = figure.Topic;
            table.AddRow(EvaluationWords.Row(figure).Select((cell, place) => place == 3 && figure.Met == false ? new Markup($"[red]{cell}[/]") : (Spectre.Console.Rendering.IRenderable)new Text(cell)));
        }

        var positives = evaluation.Cases.Count(one => one.Case.Truth);
        PlainConsole.For(output).Write(table.Caption($"synthetic radiographs · {CommandLine.ResearchUseOnly}"));
        var limits = evaluation.Figures.Where(figure => figure.Met is not null).ToList();
        output.WriteLine($"{evaluation.Cases.Count} synthetic radiographs, {positives} truly radiographic; {limits.Count(figure => figure.Met == true)} of {limits.Count} limits met{Missed(limits)}");
    }

    private static string Missed(List<EvaluatedFigure> limits)
    {
        var missed = limits.Where(figure => figure.Met == false).Select(figure => figure.Key).ToList();
        return missed.Count == 0 ? "" : $"; missed: {string.Join(", ", missed)}";
    }
}
