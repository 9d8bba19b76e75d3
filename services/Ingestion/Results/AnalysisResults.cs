using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Ingestion.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Ingestion;

/// <summary>What became of analyses, for whoever asks or waits.</summary>
public sealed class AnalysisResults(Database<LedgerContext> database, LedgerSignals signals, IOptions<LedgerOptions> options, TimeProvider time)
{
    /// <summary>The analysis as it stands.</summary>
    /// <exception cref="UnknownAnalysisException">There is no such analysis.</exception>
    public Task<AnalysisResult> GetAsync(Guid analysisId, CancellationToken cancellation)
        => database.ReadAsync(
            async ledger =>
            {
                // One query: whoever watches asks again at every fact.
                var found = await (
                    from row in ledger.Analyses
                    where row.AnalysisId == analysisId
                    join picture in ledger.Radiographs on row.RadiographId equals picture.RadiographId
                    join fact in ledger.Facts on row.AnalysisId equals fact.AnalysisId into facts
                    from fact in facts.DefaultIfEmpty()
                    select new { Analysis = row, Radiograph = picture, Fact = fact }).ToListAsync(cancellation);
                if (found.Count == 0)
                    throw new UnknownAnalysisException(analysisId);
                var (analysis, radiograph) = (found[0].Analysis, found[0].Radiograph);
                return new AnalysisResult
                {
                    State = analysis.State,
                    Facts = AnalysisFacts.Ended(analysis, radiograph.LateralityBasis, [.. found.Select(row => row.Fact).OfType<FactRow>()], OutcomeOf(analysis.State)),
                    AcceptedAt = analysis.AcceptedAt,
                    EndedAt = analysis.EndedAt,
                    RepeatsEarlier = analysis.RepeatsEarlier,
                    DecodeMilliseconds = radiograph.DecodeMilliseconds,
                    Image = CanonicalImage.ReferenceOf(radiograph),
                };
            },
            cancellation);

    /// <summary>The analysis once it has ended.</summary>
    public async Task<AnalysisResult> WaitAsync(Guid analysisId, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                var end = signals.EndOf(analysisId);
                var result = await GetAsync(analysisId, cancellation);
                if (result.Ended)
                    return result;
                await SignalOrTickAsync(end, cancellation);
            }
        }
        finally
        {
            signals.Left(analysisId);
        }
    }

    /// <summary>Completes at a signal of this process, or at a tick: another process may have written the fact.</summary>
    public async Task SignalOrTickAsync(Task signal, CancellationToken cancellation)
        => await Task.WhenAny(signal, Task.Delay(options.Value.Tick, time, cancellation));

    /// <summary>Analyses whose attempts are exhausted, in order of acceptance.</summary>
    public Task<List<AnalysisRow>> ParkedAsync(CancellationToken cancellation)
        => database.ReadAsync(
            ledger => ledger.Analyses.Where(row => row.State == AnalysisState.Parked).OrderBy(row => row.Id).ToListAsync(cancellation),
            cancellation);

    /// <summary>How many analyses are in which state.</summary>
    public Task<LedgerStatus> StatusAsync(CancellationToken cancellation)
        => database.ReadAsync(
            async ledger =>
            {
                var counts = await ledger.Analyses
                    .GroupBy(row => row.State)
                    .Select(group => new { State = group.Key, Count = group.LongCount() })
                    .ToDictionaryAsync(group => group.State, group => group.Count, cancellation);
                var first = await ledger.Analyses.Where(row => row.State == AnalysisState.Queued).OrderBy(row => row.Id).FirstOrDefaultAsync(cancellation);
                return new LedgerStatus
                {
                    Queued = counts.GetValueOrDefault(AnalysisState.Queued),
                    InFlight = counts.GetValueOrDefault(AnalysisState.InFlight),
                    Completed = counts.GetValueOrDefault(AnalysisState.Completed),
                    Rejected = counts.GetValueOrDefault(AnalysisState.Rejected),
                    Parked = counts.GetValueOrDefault(AnalysisState.Parked),
                    LongestWait = time.GetUtcNow() - first?.AcceptedAt,
                };
            },
            cancellation);

    /// <summary>The radiograph's current analysis: of the plan activated last; null where it has none.</summary>
    public Task<Guid?> CurrentAsync(string radiographId, CancellationToken cancellation)
        => database.ReadAsync(
            ledger => ledger.Analyses
                .Where(row => row.RadiographId == radiographId)
                // A plan never activated comes last; where NULL sorts is the database's whim.
                .OrderByDescending(row => ledger.PlanActivations.Where(activation => activation.PlanDigest == row.PlanDigest).Max(activation => (long?)activation.Id) ?? 0)
                .Select(row => (Guid?)row.AnalysisId)
                .FirstOrDefaultAsync(cancellation),
            cancellation);

    private static AnalysisOutcome OutcomeOf(AnalysisState state) => state switch
    {
        AnalysisState.Rejected => AnalysisOutcome.Rejected,
        AnalysisState.Parked => AnalysisOutcome.Parked,
        _ => AnalysisOutcome.Completed,
    };
}
