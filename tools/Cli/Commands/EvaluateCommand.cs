using System.CommandLine;
using System.Globalization;
using AxSpA.Cloud.Cli.Evaluation;
using AxSpA.Cloud.Reports.Drawing;
using AxSpA.Cloud.Reports.Evaluation;
using AxSpA.Cloud.Statistics.Evaluation;
using AxSpA.Cloud.Statistics.Resampling;
using Spectre.Console;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa evaluate</c>: scores against truth.</summary>
internal static class EvaluateCommand
{
    private static readonly Option<string> Scores = new("--scores")
    {
        Description = "CSV: id, truth (0 or 1), optionally set, and a column of probabilities 0 to 1 for each model",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<string?> Cutoff = new("--cutoff")
    {
        Description = "positive above it: one number for all models, MODEL=NUMBER,… or best (highest balanced accuracy, chosen on each set itself: optimistic there). "
            + "0.5 where none is given; the publication's are 0.59 (anatomy-aware) and 0.69 (standard)",
        HelpName = "NUMBER|MODEL=NUMBER,…|best",
    };

    private static readonly Option<string> Folder = new("--out") { Description = "folder for metrics.json, report.html and the drawings; made where it isn't there", HelpName = "DIR", Required = true };

    private static readonly Option<int> Repetitions = CommonOptions.Within("--repetitions", 1000, 100, 100_000, "bootstrap repetitions of the intervals", "N");

    private static readonly Option<int> Seed = CommonOptions.Within("--seed", 0, 0, int.MaxValue, "of the bootstrap: the same seed gives the same intervals", "N");

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "evaluate",
            "Evaluates models' scores against truth: figures with intervals, tests between models, and a page with the plots.",
            "axspa evaluate --scores scores.csv --cutoff standard=0.69,anatomy-aware=0.59 --out evaluation",
            "axspa evaluate --scores scores.csv --cutoff best --out evaluation")
        {
            Scores,
            Cutoff,
            Folder,
            Repetitions,
            Seed,
        };
        command.ExitCodes = new()
        {
            NotAllCompleted = "the report could not be written whole",
            Usage = "wrong usage, or a file with mistakes: no report was written",
            Interrupted = null,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult call)
    {
        var file = ScoresFile.Read(call.GetRequiredValue(Scores));
        var cutoffs = CutoffArgument.Of(call.GetValue(Cutoff), file.Models);
        if (cutoffs.Rule.Optimistic && file.Sets.FirstOrDefault(set => set.Truths.Distinct().Count() < 2) is { } oneClass)
            throw new UsageException($"--cutoff: expected cases of both classes in every set to choose the best, found one class alone in set {oneClass.Name}");
        var bootstrap = new CaseBootstrap(call.GetValue(Repetitions), call.GetValue(Seed));
        var sets = SetEvaluation.Of(file.Sets, cutoffs.Rule, bootstrap);
        var source = new EvaluationSource(file.Name, file.Sha256, cutoffs.Words, $"axspa {VersionCommand.Version}");
        var page = ReportFolder.Write(call.GetRequiredValue(Folder), EvaluationReport.Of(sets, source, cutoffs.Rule, bootstrap));
        Write(call.InvocationConfiguration.Output, sets, cutoffs, bootstrap, page);
        return ExitCode.Completed;
    }

    private static void Write(TextWriter output, IReadOnlyList<SetEvaluation> sets, CutoffArgument cutoffs, CaseBootstrap bootstrap, string page)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("set", "model");
        foreach (var column in new[] { "n", "positive", "cut-off", "AUC", "balanced accuracy", "sensitivity", "specificity" })
            table.AddColumn(column, cell => cell.RightAligned());
        foreach (var (set, model) in sets.SelectMany(set => set.Models.Select(model => (set, model))))
        {
            var figures = model.Diagnosis;
            table.AddRow(
                new Text(set.Name),
                new Text(model.Model),
                new Text($"{set.Cases}"),
                new Text($"{set.Positives}"),
                new Text(Words.Number(figures.Cutoff, "0.00##")),
                new Text(Words.Estimate(figures.Auc!)),
                new Text(Words.Estimate(figures.BalancedAccuracy)),
                new Text(Words.Estimate(figures.Sensitivity)),
                new Text(Words.Estimate(figures.Specificity)));
        }

        PlainConsole.For(output).Write(table);
        foreach (var set in sets.Where(set => set.Positives == 0 || set.Positives == set.Cases))
            output.WriteLine($"set {set.Name} has cases of one class alone: what needs both is {Words.Missing}");
        foreach (var note in EvaluationReport.Notes(sets))
            output.WriteLine(note);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"intervals: {100 * CaseBootstrap.Level:0} %, {bootstrap.Method}"));
        output.WriteLine($"cut-offs: {cutoffs.Words}");
        if (cutoffs.Rule.Optimistic)
            output.WriteLine(EvaluationReport.Optimism);
        output.WriteLine($"report: {page}");
    }
}
