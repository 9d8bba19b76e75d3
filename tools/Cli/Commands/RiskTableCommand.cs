using System.CommandLine;
using System.Globalization;
using AxSpA.Cloud.Reports.Drawing;
using AxSpA.Cloud.Reports.Risk;
using AxSpA.Cloud.Statistics;
using AxSpA.Cloud.Statistics.Progression;
using Spectre.Console;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa risk table</c>: four counts in, every estimator under its own name out.</summary>
internal static class RiskTableCommand
{
    private const int Most = 1_000_000;

    private static readonly Argument<int> A = Count("A", "flagged, progressed");
    private static readonly Argument<int> B = Count("B", "flagged, not progressed");
    private static readonly Argument<int> C = Count("C", "not flagged, progressed");
    private static readonly Argument<int> D = Count("D", "neither");

    private static readonly Option<bool> Json = new("--json") { Description = "write one JSON object to standard output" };

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "table",
            "Ratios and differences of progression between flagged and unflagged subjects, each with its interval and method.",
            "axspa risk table 12 18 13 92",
            "axspa risk table 11 37 14 73 --json")
        {
            A,
            B,
            C,
            D,
            Json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult call)
    {
        var table = new ProgressionTable(call.GetValue(A), call.GetValue(B), call.GetValue(C), call.GetValue(D));
        if (table.Subjects == 0)
            throw new UsageException("A B C D: expected at least one subject, found 0 0 0 0");
        var estimators = RiskEstimators.Of(table);
        if (call.GetValue(Json))
            call.InvocationConfiguration.Output.WriteLine(RiskJson.Of(estimators));
        else
            Write(call.InvocationConfiguration.Output, table, estimators);
        return ExitCode.Completed;
    }

    /// <summary>For a person.</summary>
    public static void Write(TextWriter output, ProgressionTable table, RiskEstimators estimators)
    {
        output.WriteLine(
            $"flagged {Words.Part(table.FlaggedProgressed, table.Flagged)} of {table.Flagged} progressed, "
            + $"unflagged {Words.Part(table.UnflaggedProgressed, table.Unflagged)} of {table.Unflagged}, all {Words.Part(table.Progressed, table.Subjects)} of {table.Subjects}");
        var shown = new Table().Border(TableBorder.Rounded).AddColumn("estimator");
        foreach (var column in new[] { "value", "95 % interval" })
            shown.AddColumn(column, cell => cell.RightAligned());
        shown.AddColumn("method");
        foreach (var (name, estimate) in RiskWords.Named(estimators))
            shown.AddRow(new Text(name), new Text(RiskWords.Value(estimate)), new Text(RiskWords.Limits(estimate)), new Text(Method(estimate, estimators)));
        PlainConsole.For(output).Write(shown);
        output.WriteLine($"Fisher's exact test, two-sided p {Words.P(estimators.FisherP)}");
    }

    private static string Method(Estimate? estimate, RiskEstimators estimators) => estimate switch
    {
        null => estimators.RiskDifference.Note ?? "the flagged do not progress more often",
        { Note: { } note } => $"{estimate.Method}; {note}",
        _ => estimate.Method,
    };

    private static Argument<int> Count(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) && count is >= 0 and <= Most)
                return count;
            result.AddError($"{name} ({description}): expected a count 0 to {Most}, found {text}");
            return 0;
        },
    };
}
