using System.CommandLine;
using AxSpA.Cloud.Cli.Embedded;
using AxSpA.Cloud.Cli.Remote;
using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Ingestion;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa parked</c>: analyses whose attempts are exhausted.</summary>
internal static class ParkedCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "write one JSON object an analysis, a line each, to standard output" };

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "parked",
            "Lists the analyses that were given up, and why: of a running system, or of a work folder.",
            "axspa parked",
            "axspa parked --server http://127.0.0.1:5080 --json",
            "axspa parked --work work")
        {
            Json,
        };
        command.EitherServerOrWorkFolder();
        command.ExitCodes = new()
        {
            Completed = "nothing is parked",
            NotAllCompleted = "the system did not answer",
            Usage = "wrong usage, no such work folder, or a system that refuses this caller",
            Parked = "some analyses are parked: see axspa replay",
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult call, CancellationToken cancellation)
    {
        var parked = CommonOptions.FolderAtRest(call) is { Path: var folder } ? await OfFolderAsync(folder, cancellation) : await OfServerAsync(call, cancellation);
        foreach (var analysis in parked)
            await call.InvocationConfiguration.Output.WriteLineAsync(call.GetValue(Json) ? analysis.ToJson() : analysis.ToLine());
        await call.InvocationConfiguration.Error.WriteLineAsync($"axspa: {parked.Count} parked");
        return parked.Count == 0 ? ExitCode.Completed : ExitCode.Parked;
    }

    private static async Task<List<ParkedReport>> OfFolderAsync(string folder, CancellationToken cancellation)
    {
        using var ledger = LedgerAccess.Open(folder);
        return (await ledger.Services.GetRequiredService<AnalysisResults>().ParkedAsync(cancellation)).ConvertAll(ParkedReport.Of);
    }

    private static async Task<List<ParkedReport>> OfServerAsync(ParseResult call, CancellationToken cancellation)
    {
        using var system = ServerOptions.Open(call);
        return await system.AskAsync(
            async options =>
            {
                using var parked = system.Intake.ListParked(new ListParkedRequest(), options);
                return await parked.ResponseStream.ReadAllAsync(cancellation).Select(ParkedReport.Of).ToListAsync(cancellation);
            },
            cancellation);
    }
}
