using System.CommandLine;
using AxSpA.Cloud.Cli.Risk;
using AxSpA.Cloud.Reports.Drawing;
using AxSpA.Cloud.Reports.Risk;
using AxSpA.Cloud.Statistics.Agreement;
using Spectre.Console;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa readers agreement</c>: readers against each other and against the models.</summary>
internal static class ReadersAgreementCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "write one JSON object to standard output" };

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "agreement",
            "Agreement of a cohort's readers beyond chance: Cohen's kappa of each pair on the status, quadratic-weighted kappa on grades, Fleiss' kappa of all, and each reader against each model.",
            "axspa readers agreement --cohort GESPIC",
            "axspa readers agreement --cohort GESPIC --work work --json")
        {
            Json,
        };
        command.FromCohort();
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult call, CancellationToken cancellation)
    {
        var (readers, models) = CohortCases.Words(await CohortSource.ReadAsync(call, brief: false, cancellation));
        var agreement = ReaderAgreement.Of(readers, models);
        var output = call.InvocationConfiguration.Output;
        if (call.GetValue(Json))
            await output.WriteLineAsync(AgreementJson.Of(call.GetRequiredValue(CohortSource.Cohort), agreement));
        else
            Write(output, agreement);
        return ExitCode.Completed;
    }

    private static void Write(TextWriter output, ReaderAgreement agreement)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("first", "second");
        foreach (var column in new[] { "radiographs", "agreed", "kappa", "joints", "weighted kappa" })
            table.AddColumn(column, cell => cell.RightAligned());
        foreach (var pair in agreement.Pairs.Concat(agreement.WithModels))
        {
            table.AddRow(
                new Text(pair.First),
                new Text(pair.Second),
                new Text($"{pair.Cases}"),
                new Text(Words.Part(pair.Agreed, pair.Cases)),
                new Text(Words.Share(pair.Kappa)),
                new Text($"{pair.Joints}"),
                new Text(Words.Share(pair.WeightedKappa)));
        }

        PlainConsole.For(output).Write(table);
        output.WriteLine(agreement.FleissCases == 0
            ? "Fleiss' kappa: – (no radiograph has two readings with a status)"
            : $"Fleiss' kappa: {Words.Share(agreement.FleissKappa)} ({agreement.FleissCases} radiographs with {agreement.Readers} readings each)");
    }
}
