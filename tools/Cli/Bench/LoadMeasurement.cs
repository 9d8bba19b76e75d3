using System.Diagnostics;
using AxSpA.Cloud.Benchmarks;
using AxSpA.Cloud.Cli.Remote;
using AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.Cli.Bench;

/// <summary>Sends drawn radiographs to a system, no two alike, and times what comes back.</summary>
internal sealed class LoadMeasurement(IMeasuredSystem system, RemoteSystem remote)
{
    /// <summary>Parts of a load whose rates are compared: a system that slows down shows it.</summary>
    private const int Parts = 4;

    /// <summary>A system that is away for longer has failed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly RemoteIntake _intake = new(remote, new SubmissionHeader { Site = "bench" }, new Patience(Patience, TimeProvider.System));
    private int _seed;

    /// <summary>Overheads of radiographs sent one after the other, in milliseconds: all but computing, from sending to the result.</summary>
    public async Task<IReadOnlyList<double>> OverheadsAsync(int radiographs, int rows, int columns, CancellationToken cancellation)
    {
        var overheads = new List<double>(radiographs);
        for (var sent = 0; sent < radiographs; sent++)
        {
            var file = Draw(rows, columns);
            var started = Stopwatch.GetTimestamp();
            var ended = await AnalyseAsync(file, cancellation);
            var total = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            overheads.Add(RemoteReport.Times(ended, total, alone: true, reused: false).Overhead!.Value);
        }

        return overheads;
    }

    /// <summary>Sends radiographs, many at once.</summary>
    public async Task<LoadResult> LoadAsync(int radiographs, int rows, int columns, int atOnce, CancellationToken cancellation)
    {
        // Drawn before the clock starts: the load is the system's, not the pencil's.
        var files = Enumerable.Range(0, radiographs).Select(_ => Draw(rows, columns)).ToList();
        var before = await OperationCounts.ReadAsync(system.Health, cancellation);
        var ends = new TimeSpan[radiographs];
        var ended = 0;
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellation }, async (file, cancelled) =>
        {
            await AnalyseAsync(file, cancelled);
            ends[Interlocked.Increment(ref ended) - 1] = Stopwatch.GetElapsedTime(started);
        });
        var after = await OperationCounts.ReadAsync(system.Health, cancellation);
        return new LoadResult(radiographs / ends.Max().TotalSeconds, Rates(ends), after.Per(before, radiographs));
    }

    private static List<double> Rates(TimeSpan[] ends)
    {
        Array.Sort(ends);
        var (rates, from) = (new List<double>(), TimeSpan.Zero);
        foreach (var part in ends.Chunk((ends.Length + Parts - 1) / Parts))
        {
            rates.Add(part.Length / (part[^1] - from).TotalSeconds);
            from = part[^1];
        }

        return rates;
    }

    private async Task<Grpc.V1.Analysis> AnalyseAsync(byte[] file, CancellationToken cancellation)
    {
        var (analysis, _) = await _intake.FollowAsync(await _intake.SendAsync(file, cancellation), cancellation);
        return analysis.State == AnalysisState.Completed
            ? analysis
            : throw new FailedRunException($"expected every radiograph to complete, found one {analysis.State}: {analysis.Detail}");
    }

    private byte[] Draw(int rows, int columns) => BenchmarkPicture.Png(rows, columns, ++_seed);
}
