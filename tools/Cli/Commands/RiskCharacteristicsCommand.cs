using System.CommandLine;
using AxSpA.Cloud.Cli.Risk;
using AxSpA.Cloud.Reports.Risk;
using Spectre.Console;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa risk characteristics</c>: a cohort's clinical variables.</summary>
internal static class RiskCharacteristicsCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "write one JSON object to standard output" };

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "characteristics",
            "Counts and means of a cohort's clinical variables at baseline, each over those for whom it was collected.",
            "axspa risk characteristics --cohort GESPIC",
            "axspa risk characteristics --cohort GESPIC --work work --json")
        {
            Json,
        };
        command.FromCohort();
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult call, CancellationToken cancellation)
    {
        var (subjects, output) = (await CohortSource.ReadAsync(call, brief: true, cancellation), call.InvocationConfiguration.Output);
        var (cohort, found) = (call.GetRequiredValue(CohortSource.Cohort), CohortCharacteristics.Of(subjects));
        if (call.GetValue(Json))
        {
            await output.WriteLineAsync(CharacteristicsReport.Json(cohort, subjects.Count, found));
            return ExitCode.Completed;
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumn("clinical parameter").AddColumn(new TableColumn(new Text($"{cohort}, N = {subjects.Count}")).RightAligned());
        foreach (var row in found)
            table.AddRow(new Text(CharacteristicsReport.Name(row)), new Text(CharacteristicsReport.Words(row, subjects.Count)));
        PlainConsole.For(output).Write(table);
        return ExitCode.Completed;
    }
}
