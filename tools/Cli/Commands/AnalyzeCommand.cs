using System.CommandLine;
using AxSpA.Cloud.Classification;
using AxSpA.Cloud.Cli.Analysis;
using AxSpA.Cloud.Cli.Embedded;
using AxSpA.Cloud.Cli.Shipped;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Ingestion.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa analyze</c>: radiograph files in, answers out, everything in this process.</summary>
internal static class AnalyzeCommand
{
    private static readonly Option<bool> KeepInput = new("--keep-input") { Description = "keep the network's input tensor too (.npy)" };

    private static readonly Option<int> AtOnce = CommonOptions.AtOnce(1, "radiographs accepted and unfinished at a time");

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "analyze",
            "Analyses radiographs. The work folder keeps every result: the same file again costs nothing, and a run that was stopped goes on.",
            "axspa analyze pelvis.dcm --out work",
            "axspa analyze cohort/ --models models --out work --json > results.jsonl")
        {
            CommonOptions.Paths,
            CommonOptions.Models,
            CommonOptions.WorkFolder,
            CommonOptions.Json,
            KeepInput,
            AtOnce,
        };
        SubmissionOptions.AddTo(command);
        command.ExitCodes = new()
        {
            Completed = "every file completed",
            NotAllCompleted = "some files were rejected (no sacroiliac joint found, say) or refused (unreadable, say), the disk was filled up meanwhile, or a part of the system failed",
            Usage = "wrong usage, models that cannot be used, or a work folder in use: no file was taken",
            Parked = ExitMeanings.ParkedWait,
            Interrupted = ExitMeanings.GoesOn,
        };
        command.SetAction((call, cancellation) => RunAsync(call, configure: null, cancellation));
        return command;
    }

    /// <param name="configure">Registrations after every service's.</param>
    /// <exception cref="FailedRunException">The run ended over a part of the system.</exception>
    internal static async Task<int> RunAsync(ParseResult call, Action<IServiceCollection>? configure, CancellationToken cancellation)
    {
        using var folder = WorkFolder.Open(call.GetRequiredValue(CommonOptions.WorkFolder));
        var from = SubmissionOptions.Of(call);
        var files = GivenFiles.Find(call.GetRequiredValue(CommonOptions.Paths), folder.Path).Select(file => file with { From = from }).ToList();
        var models = ModelFolder.Of(call);
        using var host = EmbeddedHost.Build(
            folder,
            models,
            [
                new($"{ClassificationOptions.Section}:{nameof(ClassificationOptions.KeepInput)}", $"{call.GetValue(KeepInput)}"),
                // Who interrupts waits at a prompt, and nothing is lost: the next run goes on from the ledger.
                new($"{HostingOptions.Section}:{nameof(HostingOptions.DrainTime)}", $"{TimeSpan.FromSeconds(1)}"),
            ],
            configure);
        host.Services.GetRequiredService<DispatchScope>().Restrict();
        // Beside the start, whose refusals come first.
        var rehearsal = Task.Run(() => host.Services.GetRequiredService<LedgerRehearsal>().RunAsync(cancellation), cancellation);
        await host.StartAsync(models, cancellation);
        var parts = new HostParts(host.Services);
        await rehearsal;
        var space = new FreeSpace(folder, TimeProvider.System);
        var marker = RunMarker.Begin(folder.Path, TimeProvider.System);
        var run = ActivatorUtilities.CreateInstance<AnalysisRun>(
            host.Services,
            ActivatorUtilities.CreateInstance<LoadedModels>(host.Services),
            (ArtifactHandling)ActivatorUtilities.CreateInstance<ArtifactCopies>(host.Services, folder).CopyAsync,
            space,
            marker);
        var caveat = ShippedModels.CaveatOf(host.Services.GetRequiredService<ModelStore>());
        var display = new RunDisplay(call.InvocationConfiguration.Output, call.InvocationConfiguration.Error, call.GetValue(CommonOptions.Json), caveat);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        try
        {
            var watch = space.WatchAsync(ending.Token);
            var shown = display.ShowAsync(files.Count, report => run.RunAsync(files, call.GetValue(AtOnce), report, ending.Token));
            if (await Task.WhenAny(shown, watch) == watch && !ending.IsCancellationRequested)
                await watch;
            var reports = await shown;
            marker.End();
            return ExitCode.Of(reports);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested && PartFailure.Of(host, parts) is { } failure)
        {
            throw failure;
        }
        finally
        {
            await ending.CancelAsync();
            await host.StopAsync(CancellationToken.None);
        }
    }
}
