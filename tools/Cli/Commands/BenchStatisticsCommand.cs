using System.CommandLine;
using AxSpA.Cloud.Benchmarks;
using AxSpA.Cloud.Cli.Bench;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa bench statistics</c>: the numbers that grow with a registry.</summary>
internal static class BenchStatisticsCommand
{
    private static readonly Option<int> Runs = CommonOptions.Within("--runs", 5, 1, 100, "how often each is measured", "N");

    private static readonly Option<bool> Json = new("--json") { Description = "write one JSON object to standard output" };

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "statistics",
            "Times DeLong's test on 1,000,000 pairs and 1,000 bootstrap resamples of all metrics on 100,000 cases, beside what is asked of them.",
            "axspa bench statistics",
            "axspa bench statistics --runs 10 --json")
        {
            Runs,
            Json,
        };
        command.SetAction((call, cancellation) =>
        {
            FigureTable.Write(call.InvocationConfiguration.Output, StatisticsBenchmark.Run(call.GetValue(Runs), cancellation), call.GetValue(Json));
            return Task.FromResult(ExitCode.Completed);
        });
        return command;
    }
}
