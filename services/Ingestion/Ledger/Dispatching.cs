using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Commits;
using AxSpA.Cloud.Hosting.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>Decides what is sent next: what passed its deadline first, then what waits, never more than the window. Every method is one transaction.</summary>
public sealed class Dispatching(Database<LedgerContext> database, DispatchScope scope, IOptions<LedgerOptions> options, TimeProvider time)
{
    private readonly LedgerOptions _options = options.Value;

    /// <summary>After a start with a broker that forgets: what was in flight waits again, under suspicion.</summary>
    public Task RecoverAsync(CancellationToken cancellation)
        => database.WriteAsync(
            ledger => ledger.Analyses
                .Where(row => row.State == AnalysisState.InFlight)
                .ExecuteUpdateAsync(
                    row => row
                        .SetProperty(analysis => analysis.State, AnalysisState.Queued)
                        .SetProperty(analysis => analysis.Suspect, true)
                        .SetProperty(analysis => analysis.DeadlineAt, (DateTimeOffset?)null),
                    cancellation),
            cancellation);

    /// <summary>At an orderly stop with a broker that forgets: what is in flight waits again, its attempt not counted.</summary>
    public Task ReleaseAsync(CancellationToken cancellation)
        => database.WriteAsync(
            ledger => ledger.Analyses
                .Where(row => row.State == AnalysisState.InFlight)
                .ExecuteUpdateAsync(
                    row => row
                        .SetProperty(analysis => analysis.State, AnalysisState.Queued)
                        .SetProperty(analysis => analysis.Attempts, analysis => analysis.Attempts - 1)
                        .SetProperty(analysis => analysis.DeadlineAt, (DateTimeOffset?)null),
                    cancellation),
            cancellation);

    /// <summary>Chooses and counts what is to be sent now; the attempt is durable before anything is sent.</summary>
    public Task<Dispatch> NextAsync(CancellationToken cancellation)
        => database.WriteAsync(
            async ledger =>
            {
                var now = time.GetUtcNow();
                var inFlight = await ledger.Analyses.Where(row => row.State == AnalysisState.InFlight).ToListAsync(cancellation);
                var due = inFlight.Where(row => row.DeadlineAt <= now).ToList();
                var waiting = await WaitingAsync(ledger, inFlight, cancellation);
                var parked = new List<Guid>();
                var sent = new List<Sending>();
                foreach (var analysis in due.Concat(waiting))
                {
                    if (analysis.Attempts >= _options.MaxAttempts)
                    {
                        await ParkAsync(ledger, analysis, now, cancellation);
                        parked.Add(analysis.AnalysisId);
                        continue;
                    }

                    if (analysis.Attempts == 0)
                        analysis.RepeatsEarlier = await RepeatsEarlierAsync(ledger, analysis, cancellation);
                    analysis.State = AnalysisState.InFlight;
                    analysis.Attempts++;
                    analysis.DeadlineAt = now + _options.DeadlineOf(analysis.Attempts);
                    sent.Add(new Sending(await EventOfAsync(ledger, analysis, cancellation), analysis.Attempts, analysis.TraceParent));
                }

                return new Dispatch(sent, parked);
            },
            cancellation);

    private static async Task ParkAsync(LedgerContext ledger, AnalysisRow analysis, DateTimeOffset now, CancellationToken cancellation)
    {
        var facts = await ledger.Facts.Where(fact => fact.AnalysisId == analysis.AnalysisId).ToListAsync(cancellation);
        analysis.LastFault ??= analysis.Suspect ? "the process ended each time while it was in flight" : null;
        AnalysisLedger.End(ledger, analysis, facts, AnalysisOutcome.Parked, now);
    }

    private static Task<bool> RepeatsEarlierAsync(LedgerContext ledger, AnalysisRow analysis, CancellationToken cancellation)
        => ledger.Analyses.AnyAsync(
            row => row.PixelDigest == analysis.PixelDigest
                && row.PlanDigest == analysis.PlanDigest
                && (row.State == AnalysisState.Completed || row.State == AnalysisState.Rejected),
            cancellation);

    private static async Task<RadiographReceived> EventOfAsync(LedgerContext ledger, AnalysisRow analysis, CancellationToken cancellation)
    {
        var radiograph = await ledger.Radiographs.SingleAsync(row => row.RadiographId == analysis.RadiographId, cancellation);
        return new RadiographReceived
        {
            AnalysisId = analysis.AnalysisId,
            RadiographId = radiograph.RadiographId,
            Plan = LedgerJson.Read<AnalysisPlan>(analysis.Plan),
            Image = CanonicalImage.ReferenceOf(radiograph),
            Rows = radiograph.Rows,
            Columns = radiograph.Columns,
            Subject = radiograph.Subject,
            Site = radiograph.Site,
            AcquisitionDate = radiograph.AcquisitionDate,
            PixelSpacing = radiograph is { RowSpacingMm: { } rows, ColumnSpacingMm: { } columns }
                ? new PixelSpacing { RowSpacingMm = rows, ColumnSpacingMm = columns }
                : null,
            LateralityBasis = radiograph.LateralityBasis,
        };
    }

    /// <summary>
    /// What takes the free places of the window. Equal pixels wait for each other, so that no inference is run twice;
    /// a suspect is sent only when nothing else is in flight, the one with the fewest attempts first.
    /// </summary>
    private async Task<List<AnalysisRow>> WaitingAsync(LedgerContext ledger, List<AnalysisRow> inFlight, CancellationToken cancellation)
    {
        var free = _options.Window - inFlight.Count;
        if (free <= 0)
            return [];

        var queued = ledger.Analyses.Where(row => row.State == AnalysisState.Queued);
        if (scope.Restricted)
        {
            var given = scope.Given;
            queued = queued.Where(row => given.Contains(row.AnalysisId));
        }

        if (await queued.AnyAsync(row => row.Suspect, cancellation))
        {
            return inFlight.Count > 0
                ? []
                : await queued.Where(row => row.Suspect).OrderBy(row => row.Attempts).ThenBy(row => row.Id).Take(1).ToListAsync(cancellation);
        }

        var busy = inFlight.Select(row => row.PixelDigest).ToHashSet();
        // A run of equal pixels at the head of the queue must not stop the others: look some way past the window.
        var candidates = await queued.Where(row => !busy.Contains(row.PixelDigest)).OrderBy(row => row.Id).Take(free * 4).ToListAsync(cancellation);
        return [.. candidates.Where(row => busy.Add(row.PixelDigest)).Take(free)];
    }
}
