using System.CommandLine;
using AxSpA.Cloud.Cli.Analysis;
using AxSpA.Cloud.Cli.Remote;
using AxSpA.Cloud.Cli.Shipped;
using AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa submit</c>: radiograph files to a running system, answers back, as <c>analyze</c> gives them.</summary>
internal static class SubmitCommand
{
    private const int UsualAtOnce = 8;

    private static readonly Option<string?> Out = new("--out") { Description = "folder for each file's pictures and arrays; without it none is fetched", HelpName = "DIR" };

    private static readonly Option<int> AtOnce = CommonOptions.AtOnce(UsualAtOnce, "radiographs sent and unfinished at a time");

    private static readonly Option<int> PatienceSeconds = CommonOptions.Within("--patience", 600, 0, 86_400, "seconds that the system may be away before a radiograph is given up", "SECONDS");

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "submit",
            "Sends radiographs to a running system and follows each to its result. A system that goes away meanwhile is waited for, and nothing is done twice.",
            "axspa submit pelvis.dcm",
            "axspa submit cohort/ --server http://127.0.0.1:5080 --json > results.jsonl",
            "axspa submit pelvis.dcm --server https://axspa.example:5080 --ca ca.pem --api-key-file key.txt --out results")
        {
            CommonOptions.Paths,
            CommonOptions.Json,
            Out,
            AtOnce,
            PatienceSeconds,
        };
        SubmissionOptions.AddTo(command);
        ServerOptions.AddTo(command);
        command.ExitCodes = new()
        {
            Completed = "every file completed",
            NotAllCompleted = "some files were rejected (no sacroiliac joint found, say) or refused (unreadable, say), or the system did not answer or went away before all was done",
            Usage = "wrong usage, or a system that refuses this caller: no file was sent",
            Parked = ExitMeanings.ParkedWait,
            Interrupted = ExitMeanings.GoesOn,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult call, CancellationToken cancellation)
    {
        using var system = ServerOptions.Open(call);
        var results = call.GetValue(Out);
        var files = GivenFiles.Find(call.GetRequiredValue(CommonOptions.Paths), results);
        // A wrong address is told at once; patience is for a system that was there.
        var status = StatusReport.Of(system.Server, await system.StatusAsync(cancellation));
        var patience = new Patience(TimeSpan.FromSeconds(call.GetValue(PatienceSeconds)), TimeProvider.System);
        var from = SubmissionOptions.Of(call);
        var header = new SubmissionHeader { Site = from.Site, Subject = from.Subject ?? "" };
        var intake = new RemoteIntake(system, header, patience);
        var run = new RemoteRun(system, intake, results is null ? null : new RemoteCopies(intake, new ResultFolder(results)), patience);
        var display = new RunDisplay(call.InvocationConfiguration.Output, call.InvocationConfiguration.Error, call.GetValue(CommonOptions.Json), ShippedModels.CaveatOf(status.Models));
        return ExitCode.Of(await display.ShowAsync(files.Count, report => run.RunAsync(files, call.GetValue(AtOnce), report, cancellation)));
    }
}
