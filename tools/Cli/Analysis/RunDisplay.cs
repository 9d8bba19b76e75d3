using System.Globalization;
using Spectre.Console;

namespace AxSpA.Cloud.Cli.Analysis;

/// <summary>
/// Shows a run while it goes on and when it has ended. Results go to standard output: a JSON object a file, or a line a file, or one table on a
/// terminal. Progress goes to standard error: a bar on a terminal, else a line a file.
/// </summary>
/// <param name="planned">What the answers of the models in use must not be read without; null where there is nothing to say but what the answers themselves bring up.</param>
internal sealed class RunDisplay(TextWriter output, TextWriter errors, bool json, string? planned)
{
    private readonly AnsiConsoleOutput _output = new(output);
    private readonly AnsiConsoleOutput _errors = new(errors);
    private readonly List<AnalysisReport> _reports = [];
    private readonly Lock _gate = new();

    private bool ShowsTable => !json && _output.IsTerminal;

    // A bar redraws itself: it can't share a terminal with lines of results.
    private bool ShowsBar => _errors.IsTerminal && (ShowsTable || !_output.IsTerminal);

    /// <summary>Runs <paramref name="run"/> and shows each report it hands over, from whichever thread.</summary>
    /// <returns>All reports, in the order they came.</returns>
    public async Task<IReadOnlyList<AnalysisReport>> ShowAsync(int files, Func<Action<AnalysisReport>, Task> run)
    {
        if (ShowsBar)
            await WithBarAsync(files, run);
        else
            await run(report => Take(report, () => errors.WriteLine(ProgressLine(report, files))));

        // A running system's models may have changed since it was asked.
        var caveat = planned ?? _reports.Select(SummaryTable.Caveat).FirstOrDefault(said => said is not null);
        if (ShowsTable)
            Terminal(_output).Write(SummaryTable.Of(_reports, caveat));
        await errors.WriteLineAsync($"axspa: {SummaryTable.Counts(_reports)}{(caveat is null ? "" : $"; {caveat}")}");
        return _reports;
    }

    private Task WithBarAsync(int files, Func<Action<AnalysisReport>, Task> run)
        => Terminal(_errors).Progress()
            .HideCompleted(false)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new ElapsedTimeColumn())
            .StartAsync(async bars =>
            {
                var bar = bars.AddTask(Describe(0, files), maxValue: files);
                await run(report => Take(report, () =>
                {
                    bar.Increment(1);
                    bar.Description = Describe(_reports.Count, files);
                }));
            });

    private void Take(AnalysisReport report, Action progress)
    {
        lock (_gate)
        {
            _reports.Add(report);
            if (!ShowsTable)
            {
                output.WriteLine(json ? report.ToJson() : SummaryTable.Line(report));
                output.Flush();
            }

            progress();
        }
    }

    private string ProgressLine(AnalysisReport report, int files)
    {
        var seconds = report.Milliseconds.Total is { } total ? string.Create(CultureInfo.InvariantCulture, $" in {total / 1000:0.0} s") : "";
        return $"[{_reports.Count}/{files}] {report.Outcome.ToString().ToLowerInvariant()}{seconds}: {report.File}";
    }

    private static string Describe(int done, int files) => $"{done} of {files} {(files == 1 ? "radiograph" : "radiographs")}";

    private static IAnsiConsole Terminal(IAnsiConsoleOutput output) => AnsiConsole.Create(new AnsiConsoleSettings { Out = output });
}
