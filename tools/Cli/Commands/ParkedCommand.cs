using System.CommandLine;
using AxSpA.Cloud.Cli.Embedded;
using AxSpA.Cloud.Ingestion;
using Microsoft.Extensions.DependencyInjection;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa parked</c>: analyses whose attempts are exhausted.</summary>
internal static class ParkedCommand
{
    public static Command Create()
    {
        var command = new DocumentedCommand("parked", "Lists the analyses that were given up, and why.", "axspa parked --out work") { CommonOptions.WorkFolder };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult call, CancellationToken cancellation)
    {
        using var ledger = LedgerAccess.Open(call.GetRequiredValue(CommonOptions.WorkFolder));
        var parked = await ledger.Services.GetRequiredService<AnalysisResults>().ParkedAsync(cancellation);
        foreach (var analysis in parked)
            await call.InvocationConfiguration.Output.WriteLineAsync($"{analysis.AnalysisId}  radiograph {analysis.RadiographId}  {analysis.Attempts} attempts  {analysis.LastFault}");
        await call.InvocationConfiguration.Error.WriteLineAsync($"axspa: {parked.Count} parked");
        return parked.Count == 0 ? ExitCode.Completed : ExitCode.Parked;
    }
}
