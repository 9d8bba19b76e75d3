using System.CommandLine;
using AxSpA.Cloud.Cli.Embedded;
using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Ingestion.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa replay</c>: gives parked analyses their attempts again.</summary>
internal static class ReplayCommand
{
    private static readonly Argument<Guid?> Analysis = new("ANALYSIS")
    {
        Description = "one analysis, as 'axspa parked' names it; all that are parked where none is given",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = text =>
        {
            if (Guid.TryParse(text.Tokens[0].Value, out var analysis))
                return analysis;
            text.AddError($"ANALYSIS: expected an analysis as 'axspa parked' names it, found {text.Tokens[0].Value}");
            return null;
        },
    };

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "replay",
            "Gives parked analyses their attempts again: of a running system, which takes them up, or of a work folder, whose next 'axspa up' does.",
            "axspa replay",
            "axspa replay 6a0c1c9e-… --server http://127.0.0.1:5080",
            "axspa replay --work work")
        {
            Analysis,
        };
        command.EitherServerOrWorkFolder();
        command.ExitCodes = new()
        {
            Completed = "all that were asked for wait again",
            NotAllCompleted = "the system did not answer",
            Usage = "wrong usage, no such parked analysis or work folder, or a system that refuses this caller",
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult call, CancellationToken cancellation)
    {
        var analysis = call.GetValue(Analysis);
        var replayed = CommonOptions.FolderAtRest(call) is { Path: var folder }
            ? await InFolderAsync(folder, analysis, cancellation)
            : await AtServerAsync(call, analysis, cancellation);
        await call.InvocationConfiguration.Error.WriteLineAsync($"axspa: {replayed} {(replayed == 1 ? "analysis waits" : "analyses wait")} again");
        return ExitCode.Completed;
    }

    private static async Task<int> InFolderAsync(string folder, Guid? analysis, CancellationToken cancellation)
    {
        using var ledger = LedgerAccess.Open(folder);
        var replayed = await ledger.Services.GetRequiredService<AnalysisLedger>().ReplayAsync(analysis, cancellation);
        return analysis is null || replayed > 0
            ? replayed
            : throw new UsageException($"expected a parked analysis, found none called {analysis}; 'axspa parked' lists them");
    }

    private static async Task<int> AtServerAsync(ParseResult call, Guid? analysis, CancellationToken cancellation)
    {
        using var system = ServerOptions.Open(call);
        var request = analysis is { } one ? new ReplayRequest { AnalysisId = one.ToString() } : new ReplayRequest { All = true };
        return (await system.AskAsync(options => system.Intake.ReplayAsync(request, options).ResponseAsync, cancellation)).Replayed;
    }
}
