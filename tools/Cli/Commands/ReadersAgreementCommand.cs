using System.CommandLine;
using AxSpA.Cloud.Cli.Risk;
using AxSpA.Cloud.Reports.Drawing;
using AxSpA.Cloud.Reports.Risk;
using AxSpA.Cloud.Statistics;
using AxSpA.Cloud.Statistics.Agreement;
using AxSpA.Cloud.Statistics.Resampling;
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
            "Agreement of a cohort's readers beyond chance: Cohen's kappa of each pair on the status, quadratic-weighted kappa on grades, Fleiss' kappa of all, and each reader against each model. "
            + "All visits of a subject are pooled; 95 % intervals draw subjects, each with all its visits. Readers stand under their pseudonyms: services/LongitudinalRisk/README.md says how to find one by its code.",
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
        var agreement = ReaderAgreement.Of(readers, models, new CaseBootstrap());
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
        foreach (var column in new[] { "visits", "agreed", "kappa (95 %)", "joints", "weighted kappa (95 %)" })
            table.AddColumn(column, cell => cell.RightAligned());
        var pairs = agreement.Pairs.Concat(agreement.WithModels).ToList();
        foreach (var pair in pairs)
        {
            table.AddRow(
                new Text(pair.First),
                new Text(pair.Second),
                new Text($"{pair.Cases}"),
                new Text(Words.Part(pair.Agreed, pair.Cases)),
                new Text(Words.Estimate(pair.Kappa)),
                new Text($"{pair.Joints}"),
                new Text(Words.Estimate(pair.WeightedKappa)));
        }

        PlainConsole.For(output).Write(table);
        output.WriteLine(agreement.FleissCases == 0
            ? "Fleiss' kappa: – (no visit has two readings with a status)"
            : $"Fleiss' kappa: {Words.Estimate(agreement.FleissKappa)} ({agreement.FleissCases} visits with {agreement.Readers} readings each)");
        output.WriteLine($"{AgreementJson.PooledVisits} ({agreement.FleissKappa.Method})");
        output.WriteLine("readers stand under their pseudonyms: services/LongitudinalRisk/README.md says how to find a reader by code");
        foreach (var pair in pairs)
        {
            Note(output, $"kappa of {pair.First} and {pair.Second}", pair.Kappa);
            if (pair.Joints > 0)
                Note(output, $"weighted kappa of {pair.First} and {pair.Second}", pair.WeightedKappa);
        }

        if (agreement.FleissCases > 0)
            Note(output, "Fleiss' kappa", agreement.FleissKappa);
    }

    private static void Note(TextWriter output, string name, Estimate kappa)
    {
        if (kappa.Note is { } note)
            output.WriteLine($"{name}: {note}");
    }
}
