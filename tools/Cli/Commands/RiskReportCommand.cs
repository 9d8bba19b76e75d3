using System.CommandLine;
using AxSpA.Cloud.Cli.Evaluation;
using AxSpA.Cloud.Cli.Risk;
using AxSpA.Cloud.Reports.Risk;
using AxSpA.Cloud.Statistics.Cohorts;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa risk report</c>: what a cohort's follow-ups say of the models' flags.</summary>
internal static class RiskReportCommand
{
    private static readonly Option<string> Folder = new("--out") { Description = "folder for metrics.json, report.html and the drawings; made where it isn't there", HelpName = "DIR", Required = true };

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "report",
            "Reports a cohort's progression: flow of subjects, flags against outcomes, strata, survival.",
            "axspa risk report --cohort GESPIC --out report",
            "axspa risk report --cohort GESPIC --work work --out report")
        {
            Folder,
        };
        command.FromCohort();
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult call, CancellationToken cancellation)
    {
        var cohort = CohortCases.Of(await CohortSource.ReadAsync(call, brief: true, cancellation));
        var analysis = CohortAnalysis.Of(cohort.Models, cohort.Cases);
        var page = ReportFolder.Write(
            call.GetRequiredValue(Folder), RiskReport.Of(call.GetRequiredValue(CohortSource.Cohort), analysis, $"axspa {VersionCommand.Version}"));
        var (output, flow) = (call.InvocationConfiguration.Output, analysis.Flow);
        await output.WriteLineAsync(RiskWords.Steps(flow));
        await output.WriteLineAsync(RiskWords.Undecided(flow));
        if (RiskWords.Unread(flow) is { } unread)
            await output.WriteLineAsync(unread);
        foreach (var model in analysis.Models)
            await output.WriteLineAsync($"{model.Model}: {model.Table.FlaggedProgressed} of {model.Table.Flagged} flagged progressed, {model.Table.UnflaggedProgressed} of {model.Table.Unflagged} unflagged");
        await output.WriteLineAsync($"report: {page}");
        return ExitCode.Completed;
    }
}
