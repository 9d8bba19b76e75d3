using System.CommandLine;
using AxSpA.Cloud.Cli.Embedded;
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
            "Gives parked analyses their attempts again. A running 'axspa up' takes them up; otherwise analyze their files again.",
            "axspa replay --out work",
            "axspa replay 6a0c1c9e-… --out work")
        {
            Analysis,
            CommonOptions.WorkFolder,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult call, CancellationToken cancellation)
    {
        using var ledger = LedgerAccess.Open(call.GetRequiredValue(CommonOptions.WorkFolder));
        var analysis = call.GetValue(Analysis);
        var replayed = await ledger.Services.GetRequiredService<AnalysisLedger>().ReplayAsync(analysis, cancellation);
        if (analysis is not null && replayed == 0)
            throw new UsageException($"expected a parked analysis, found none called {analysis}; 'axspa parked' lists them");
        await call.InvocationConfiguration.Error.WriteLineAsync($"axspa: {replayed} {(replayed == 1 ? "analysis waits" : "analyses wait")} again");
        return ExitCode.Completed;
    }
}
