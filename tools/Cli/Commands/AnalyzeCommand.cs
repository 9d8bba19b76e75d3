using System.CommandLine;
using AxSpA.Cloud.Cli.Analysis;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa analyze</c>: radiograph files in, answers out, everything in this process.</summary>
internal static class AnalyzeCommand
{
    private const int MostAtOnce = 64;

    private static readonly Argument<string[]> Paths = new("FILE|FOLDER")
    {
        Description = "radiographs (PNG, JPEG, TIFF, uncompressed DICOM), or folders of them",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<bool> Json = new("--json") { Description = "write one JSON object a file, a line each, to standard output and nothing else there" };

    private static readonly Option<bool> KeepInput = new("--keep-input") { Description = "keep the network's input tensor too (.npy)" };

    private static readonly Option<int> AtOnce = new("--at-once")
    {
        Description = $"radiographs accepted and unfinished at a time, 1 to {MostAtOnce}; 1 measures the overhead of each",
        DefaultValueFactory = _ => 2,
        HelpName = "N",
        Validators =
        {
            value =>
            {
                if (value.Errors.Any() || value.GetValueOrDefault<int>() is >= 1 and <= MostAtOnce)
                    return;
                value.AddError($"--at-once: expected 1 to {MostAtOnce}, found {value.GetValueOrDefault<int>()}");
            },
        },
    };

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "analyze",
            "Analyses radiographs. The work folder keeps every result: the same file again costs nothing, and a run that was stopped goes on.",
            "axspa analyze pelvis.dcm --models models --out work",
            "axspa analyze cohort/ --models models --out work --json > results.jsonl")
        {
            Paths,
            CommonOptions.Models,
            CommonOptions.WorkFolder,
            Json,
            KeepInput,
            AtOnce,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult call, CancellationToken cancellation)
    {
        using var folder = WorkFolder.Open(call.GetRequiredValue(CommonOptions.WorkFolder));
        var files = GivenFiles.Find(call.GetRequiredValue(Paths), folder.Path);
        var display = new RunDisplay(call.InvocationConfiguration.Output, call.InvocationConfiguration.Error, call.GetValue(Json));
        var reports = await display.ShowAsync(files.Count, report =>
        {
            foreach (var f in files)
                report(f.Refusal ?? AnalysisReport.Refused(f.Path, "X", "y"));
            return Task.CompletedTask;
        });
        cancellation.ThrowIfCancellationRequested();
        return ExitCode.Of(reports);
    }
}
