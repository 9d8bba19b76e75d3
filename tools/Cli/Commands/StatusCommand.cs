using System.CommandLine;
using AxSpA.Cloud.Cli.Remote;
using AxSpA.Cloud.Cli.Shipped;
using Spectre.Console;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa status</c>: how a running system is doing.</summary>
internal static class StatusCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "write one JSON object to standard output" };

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "status",
            "Tells how much waits, runs and has ended in a running system, and which models it reads with.",
            "axspa status",
            "axspa status --server http://127.0.0.1:5080 --json")
        {
            Json,
        };
        ServerOptions.AddTo(command);
        command.ExitCodes = new()
        {
            Completed = "nothing is parked",
            NotAllCompleted = "the system did not answer",
            Usage = "wrong usage, or a system that refuses this caller",
            Parked = ExitMeanings.ParkedWait,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult call, CancellationToken cancellation)
    {
        using var system = ServerOptions.Open(call);
        var report = StatusReport.Of(system.Server, await system.StatusAsync(cancellation));
        if (call.GetValue(Json))
            await call.InvocationConfiguration.Output.WriteLineAsync(report.ToJson());
        else
            Write(call.InvocationConfiguration.Output, report);
        return report.Parked == 0 ? ExitCode.Completed : ExitCode.Parked;
    }

    private static void Write(TextWriter output, StatusReport report)
    {
        var table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumns("what", "value");
        table.AddRow("server", Markup.Escape($"{report.Server} (axspa {report.Version})"));
        table.AddRow("queued", report.LongestWaitSeconds is { } seconds ? $"{report.Queued}, the first for {TimeSpan.FromSeconds(Math.Round(seconds)):g}" : $"{report.Queued}");
        table.AddRow("in flight", $"{report.InFlight} of at most {report.Window}");
        table.AddRow("completed", $"{report.Completed}");
        table.AddRow("rejected", $"{report.Rejected}");
        table.AddRow("parked", report.Parked == 0 ? "0" : $"{report.Parked}: see axspa parked");
        table.AddRow("anatomy-aware", Markup.Escape(Words(report.AnatomyAware)));
        table.AddRow("standard", Markup.Escape(Words(report.Standard)));
        PlainConsole.For(output).Write(table);
        if (ShippedModels.CaveatOf(report.Models) is { } caveat)
            output.WriteLine(caveat);
    }

    private static string Words(StatusReport.Route? route) => route switch
    {
        null => "not planned",
        { Segmenter: { } segmenter } => $"{segmenter}, then {route.Classifier} ({route.Preprocessing})",
        _ => $"{route.Classifier} ({route.Preprocessing})",
    };
}
