using System.Collections.Concurrent;
using System.Diagnostics;
using AxSpA.Cloud.Cli.Analysis;
using AxSpA.Cloud.Dicom;
using Grpc.Core;

namespace AxSpA.Cloud.Cli.Remote;

/// <summary>Drives files through a running system, a few at a time, and reports each as <see cref="AnalysisRun"/> does.</summary>
/// <param name="copies">Null where no artifact is wanted here.</param>
internal sealed class RemoteRun(RemoteSystem system, RemoteIntake intake, RemoteCopies? copies, Patience patience)
{
    private readonly ConcurrentDictionary<string, string> _driven = [];

    /// <param name="atOnce">Files sent and unfinished at a time.</param>
    /// <param name="report">Called for every file as it ends, from several threads.</param>
    public Task RunAsync(IReadOnlyList<GivenFile> files, int atOnce, Action<AnalysisReport> report, CancellationToken cancellation)
    {
        var alone = atOnce == 1 || files.Count == 1;
        return Parallel.ForEachAsync(
            files,
            new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellation },
            async (file, cancelled) => report(file.Refusal ?? await AnalyseAsync(file.Path, alone, cancelled)));
    }

    private async Task<AnalysisReport> AnalyseAsync(string file, bool alone, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var sent = await intake.SendAsync(await GivenFiles.ReadAsync(file, cancellation), cancellation);
            return await FollowAsync(file, sent, started, alone, cancellation);
        }
        catch (RadiographRefusedException refusal)
        {
            return AnalysisReport.Refused(file, refusal.Reason.ToString(), refusal.Message);
        }
        catch (RpcException failure)
        {
            var (reason, detail) = ReasonOf(failure);
            return AnalysisReport.Refused(file, reason, detail);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return AnalysisReport.Refused(file, "NotReadable", $"expected a file that may be read, found: {failure.Message}");
        }
    }

    private async Task<AnalysisReport> FollowAsync(string file, Sent sent, long started, bool alone, CancellationToken cancellation)
    {
        Following following;
        try
        {
            following = await intake.FollowAsync(sent, cancellation);
        }
        catch (RpcException failure)
        {
            var (reason, detail) = ReasonOf(failure);
            return AnalysisReport.Accepted(file, sent.RadiographId, reason, $"accepted as analysis {sent.AnalysisId}, its end not seen: {detail}");
        }

        var (analysis, knownBefore) = following;
        var total = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var first = _driven.TryAdd(analysis.AnalysisId, file);
        var reused = analysis.State != Grpc.V1.AnalysisState.Parked && (knownBefore || !first || analysis.RepeatsEarlier);
        return await ReportAsync(file, analysis, reused, RemoteReport.Times(analysis, total, alone, reused), cancellation);
    }

    private (string Reason, string Detail) ReasonOf(RpcException failure) => failure.IsAway() && failure.StatusCode != StatusCode.ResourceExhausted
        ? ("ServerAway", $"expected {system.Server} to answer within {patience.Limit.TotalSeconds:0} s, found {failure.StatusCode}: {failure.Status.Detail}; the same command goes on")
        : (failure.Reason(), failure.Status.Detail);

    private async Task<AnalysisReport> ReportAsync(string file, Grpc.V1.Analysis analysis, bool reused, MillisecondsReport milliseconds, CancellationToken cancellation)
    {
        try
        {
            return RemoteReport.Of(file, analysis, reused, milliseconds, copies is null ? Copies.None : await copies.CopyAsync(file, analysis, cancellation));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or RpcException)
        {
            return RemoteReport.Of(file, analysis, reused, milliseconds, Copies.None).NotCopied($"expected to copy the artifacts to --out, found: {failure.Message}");
        }
    }
}
