using System.CommandLine;
using AxSpA.Cloud.Cli.Embedded;
using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Ingestion;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa parked</c>: analyses whose attempts are exhausted.</summary>
internal static class ParkedCommand
{
    public static Command Create()
    {
        var command = new DocumentedCommand(
            "parked",
            "Lists the analyses that were given up, and why: of a running system, or of a work folder.",
            "axspa parked",
            "axspa parked --server http://127.0.0.1:5080",
            "axspa parked --out work");
        command.EitherServerOrWorkFolder();
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult call, CancellationToken cancellation)
    {
        var lines = call.GetValue(CommonOptions.WorkFolderAtRest) is { } folder ? await OfFolderAsync(folder, cancellation) : await OfServerAsync(call, cancellation);
        foreach (var line in lines)
            await call.InvocationConfiguration.Output.WriteLineAsync(line);
        await call.InvocationConfiguration.Error.WriteLineAsync($"axspa: {lines.Count} parked");
        return lines.Count == 0 ? ExitCode.Completed : ExitCode.Parked;
    }

    private static async Task<List<string>> OfFolderAsync(string folder, CancellationToken cancellation)
    {
        using var ledger = LedgerAccess.Open(folder);
        var parked = await ledger.Services.GetRequiredService<AnalysisResults>().ParkedAsync(cancellation);
        return parked.ConvertAll(analysis => Line($"{analysis.AnalysisId}", analysis.RadiographId, analysis.Attempts, analysis.LastFault));
    }

    private static async Task<List<string>> OfServerAsync(ParseResult call, CancellationToken cancellation)
    {
        using var system = ServerOptions.Open(call);
        return await system.AskAsync(
            async options =>
            {
                using var parked = system.Intake.ListParked(new ListParkedRequest(), options);
                return await parked.ResponseStream.ReadAllAsync(cancellation)
                    .Select(analysis => Line(analysis.AnalysisId, analysis.RadiographId, analysis.Attempts, analysis.Fault))
                    .ToListAsync(cancellation);
            },
            cancellation);
    }

    private static string Line(string analysis, string radiograph, int attempts, string? fault) => $"{analysis}  radiograph {radiograph}  {attempts} attempts  {fault}";
}
