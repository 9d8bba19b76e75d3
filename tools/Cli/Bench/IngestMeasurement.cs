using System.Diagnostics;
using AxSpA.Cloud.Cli.Remote;
using AxSpA.Cloud.Cli.Risk;
using AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.Cli.Bench;

/// <summary>Streams follow-ups into a registry and counts what it acknowledges.</summary>
internal sealed class IngestMeasurement(RemoteSystem system)
{
    private readonly FollowUpSending _sending = new(system.Registry, new Patience(TimeSpan.FromSeconds(60), TimeProvider.System));

    /// <summary>Sends subjects' records over one stream; returns when the last is acknowledged, which is when it is durable.</summary>
    /// <returns>Records a second.</returns>
    /// <exception cref="FailedRunException">One was not accepted.</exception>
    public async Task<double> SendAsync(MadeUpFollowUps followUps, int from, int subjects, CancellationToken cancellation)
    {
        var records = Enumerable.Range(from, subjects).SelectMany(followUps.RecordsOf).Select((record, index) => new LineRecord(index, record)).ToList();
        var started = Stopwatch.GetTimestamp();
        var answers = await _sending.SendAsync(records, $"bench-{followUps.Cohort}-{from}", dryRun: false, cancellation);
        var elapsed = Stopwatch.GetElapsedTime(started);
        return answers.FirstOrDefault(answer => answer?.Outcome != RecordOutcome.Accepted) is { } other
            ? throw new FailedRunException($"expected every record to be accepted, found {other.Outcome}: {other.Refusals.FirstOrDefault()?.Description}")
            : records.Count / elapsed.TotalSeconds;
    }
}
