using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using AxSpA.Cloud.Cli.Embedded;
using AxSpA.Cloud.Dicom;
using AxSpA.Cloud.Hosting.Commits;
using AxSpA.Cloud.Ingestion;
using AxSpA.Cloud.Ingestion.Ledger;
using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.Cli.Analysis;

/// <summary>Drives files through the services of this process, a few at a time, and reports each.</summary>
internal sealed class AnalysisRun(
    RadiographIntake intake, AnalysisResults results, DispatchScope scope, LedgerSignals signals, LoadedModels models, ArtifactHandling artifacts, FreeSpace space, ComputeClock clock, RunMarker marker)
{
    private readonly ConcurrentDictionary<Guid, string> _driven = [];

    /// <param name="atOnce">Files accepted and unfinished at a time: the memory of a run doesn't grow with the number of files.</param>
    /// <param name="report">Called for every file as it ends, from several threads.</param>
    public Task RunAsync(IReadOnlyList<GivenFile> files, int atOnce, Action<AnalysisReport> report, CancellationToken cancellation)
    {
        var alone = atOnce == 1 || files.Count == 1;
        return Parallel.ForEachAsync(
            files,
            new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellation },
            async (file, cancelled) => report(file.Refusal ?? await AnalyseAsync(file.Path, file.From ?? new Submission(), alone, cancelled)));
    }

    private async Task<AnalysisReport> AnalyseAsync(string file, Submission from, bool alone, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var computedBefore = clock.Computed;
        try
        {
            if (space.Bytes is var free && free < FreeSpace.FloorBytes)
                return AnalysisReport.Refused(file, "DiskFull", $"expected at least {FreeSpace.FloorBytes} bytes free for the work folder, found {free}");
            var acceptance = await intake.AcceptAsync(await GivenFiles.ReadAsync(file, cancellation), from, cancellation);
            var known = await results.GetAsync(acceptance.AnalysisId, cancellation);
            var loading = known.Ended ? TimeSpan.Zero : models.Load();
            var first = _driven.TryAdd(acceptance.AnalysisId, file);
            scope.Give(acceptance.AnalysisId);
            signals.WakeDispatcher();
            var result = await results.WaitAsync(acceptance.AnalysisId, cancellation);
            scope.Done(acceptance.AnalysisId);

            var reused = result.State != AnalysisState.Parked && (known.EndedAt < marker.StartedAt || !first || result.RepeatsEarlier);
            var total = (Stopwatch.GetElapsedTime(started) - loading).TotalMilliseconds;
            var milliseconds = MillisecondsReport.Of(
                result.Facts, result.DecodeMilliseconds, total, alone ? (clock.Computed - computedBefore).TotalMilliseconds : null);
            return await ReportAsync(file, result, reused, milliseconds, cancellation);
        }
        catch (RadiographRefusedException refusal)
        {
            return AnalysisReport.Refused(file, refusal.Reason.ToString(), refusal.Message);
        }
        catch (IdentityConflictException conflict)
        {
            return AnalysisReport.Refused(file, "IdentityConflict", conflict.Message);
        }
        catch (IntakeBusyException busy)
        {
            return AnalysisReport.Refused(file, "IntakeBusy", busy.Message);
        }
        catch (UnauthorizedAccessException refusal)
        {
            return AnalysisReport.Refused(file, "NotReadable", $"expected a file that may be read, found: {refusal.Message}");
        }
        catch (Exception failure) when (failure is IOException or DbException or DbUpdateException)
        {
            return AnalysisReport.Refused(file, "NotStored", $"expected to read the file and to store it in the work folder, found: {failure.GetBaseException().Message}");
        }
    }

    private async Task<AnalysisReport> ReportAsync(string file, AnalysisResult result, bool reused, MillisecondsReport milliseconds, CancellationToken cancellation)
    {
        try
        {
            return AnalysisReport.Of(file, result.Facts, reused, milliseconds, await artifacts(file, result.Facts, cancellation));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return AnalysisReport.Of(file, result.Facts, reused, milliseconds, Copies.None)
                .NotCopied($"expected to copy the artifacts to the work folder, found: {failure.Message}");
        }
    }
}
