using System.Diagnostics.Metrics;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Hosting.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>What the ledger measures: how many analyses there are, how they end, how long they take, how often they have to be driven again.</summary>
internal static class LedgerInstruments
{
    private static readonly Histogram<double> Duration = Instruments.Duration("axspa.analysis.duration", "Time from acceptance to the last fact, by outcome");

    private static readonly Counter<long> Attempts = Instruments.Meter.CreateCounter<long>("axspa.analysis.attempts", "{attempt}", "Attempts sent: first ones, and those again after a fault or a deadline");

    private static readonly Counter<long> Outcomes = Instruments.Meter.CreateCounter<long>("axspa.analyses.ended", "{analysis}", "Analyses ended, by outcome");

    private static readonly Counter<long> Rejections = Instruments.Meter.CreateCounter<long>("axspa.rejections", "{rejection}", "Routes that ended in a rejection, by stage, route and reason");

    private static readonly Counter<long> Fallbacks = Instruments.Meter.CreateCounter<long>("axspa.joint.fallbacks", "{joint}", "Joints found by the median-height fallback, by the patient's side");

    /// <summary>An attempt was sent.</summary>
    public static void Sent(int attempt) => Attempts.Add(1, new KeyValuePair<string, object?>("kind", attempt == 1 ? "first" : "again"));

    /// <summary>The last fact has come.</summary>
    public static void Ended(AnalysisRow analysis)
        => Duration.Record((analysis.EndedAt!.Value - analysis.AcceptedAt).TotalSeconds, new KeyValuePair<string, object?>("outcome", Instruments.LabelOf(analysis.State)));

    /// <summary>What an analysis came to, all of it, was told.</summary>
    public static void Told(AnalysisEnded ended)
    {
        Outcomes.Add(1, new KeyValuePair<string, object?>("outcome", Instruments.LabelOf(ended.Outcome)));
        foreach (var rejected in new[] { ended.AnatomyAware?.Rejected, ended.Standard?.Rejected }.OfType<RadiographRejected>())
            Rejections.Add(1, new("stage", rejected.Stage), new("route", Instruments.LabelOf(rejected.Route)), new("reason", Instruments.LabelOf(rejected.Reason)));
        foreach (var (side, finding) in new[] { ("left", ended.Cropped?.LeftJoint), ("right", ended.Cropped?.RightJoint) })
        {
            if (finding == JointFinding.MedianHeightFallback)
                Fallbacks.Add(1, new KeyValuePair<string, object?>("side", side));
        }
    }

    /// <summary>How many analyses wait, are in flight and are parked. The three states have an index, however many have ended.</summary>
    public static Func<CancellationToken, Task<IReadOnlyList<Measurement<long>>>> Living(Database<LedgerContext> database) => async cancellation =>
    {
        AnalysisState[] living = [AnalysisState.Queued, AnalysisState.InFlight, AnalysisState.Parked];
        var counts = await database.ReadAsync(
            ledger => ledger.Analyses
                .Where(row => living.Contains(row.State))
                .GroupBy(row => row.State)
                .Select(group => new { State = group.Key, Count = group.LongCount() })
                .ToDictionaryAsync(group => group.State, group => group.Count, cancellation),
            cancellation);
        return [.. living.Select(state => new Measurement<long>(counts.GetValueOrDefault(state), new KeyValuePair<string, object?>("state", Instruments.LabelOf(state))))];
    };
}
