using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Commits;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Hosting.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>Decides what is sent next: what passed its deadline first, then what waits, never more than the window. Every method is one transaction.</summary>
public sealed class Dispatching(Database<LedgerContext> database, DispatchScope scope, IOptions<LedgerOptions> options, IOptions<BrokerOptions> broker, TimeProvider time)
{
    /// <summary>What every transaction is about that sends or gives back: of several dispatchers one decides at a time.</summary>
    internal const string Subject = "dispatch";

    private readonly LedgerOptions _options = options.Value;

    /// <summary>Radiographs a second from which on they are sent in groups.</summary>
    private const int Busy = 10;

    /// <summary>The pace of the one who calls <see cref="NextAsync"/>.</summary>
    public TurnPacing Pacing { get; } = database.Pacing(Busy);

    /// <summary>Only <see cref="RecoverAsync"/> suspects anything, and only a broker that forgets calls for it.</summary>
    private readonly bool _forgetful = broker.Value.Forgets;

    /// <summary>After a start with a broker that forgets: what was in flight waits again, under suspicion.</summary>
    public async Task RecoverAsync(CancellationToken cancellation)
    {
        await database.ReadyAsync(cancellation);
        await database.WriteAsync(
            Subject,
            ledger => ledger.Analyses
                .Where(row => row.State == AnalysisState.InFlight)
                .ExecuteUpdateAsync(
                    row => row
                        .SetProperty(analysis => analysis.State, AnalysisState.Queued)
                        .SetProperty(analysis => analysis.Suspect, true)
                        .SetProperty(analysis => analysis.DeadlineAt, (DateTimeOffset?)null),
                    cancellation),
            cancellation);
    }

    /// <summary>At an orderly stop with a broker that forgets: what is in flight waits again, its attempt not counted unless it had faulted.</summary>
    public Task ReleaseAsync(CancellationToken cancellation)
        => database.WriteAsync(Subject, ledger => GiveBackAsync(ledger, ledger.Analyses, cancellation), cancellation);

    /// <summary>What was counted and then, for lack of a broker, not sent waits again, its attempt not counted.</summary>
    public Task UnsentAsync(IReadOnlyCollection<Guid> analyses, CancellationToken cancellation)
        => database.WriteAsync(
            Subject,
            ledger => GiveBackAsync(ledger, ledger.Analyses.Where(row => analyses.Contains(row.AnalysisId)), cancellation),
            cancellation);

    /// <summary>Chooses and counts what is to be sent now; the attempt is durable before anything is sent.</summary>
    public Task<Dispatch> NextAsync(CancellationToken cancellation)
        => database.WriteAsync(
            Subject,
            async ledger =>
            {
                var now = time.GetUtcNow();
                var inFlight = await ledger.Analyses
                    .Where(row => row.State == AnalysisState.InFlight)
                    .Select(row => new { row.Id, row.PixelDigest, row.DeadlineAt })
                    .ToListAsync(cancellation);
                var overdue = inFlight.Where(row => row.DeadlineAt <= now).Select(row => row.Id).ToList();
                var waiting = await WaitingAsync(ledger, [.. inFlight.Select(row => row.PixelDigest)], cancellation);
                var chosen = await LockAsync(ledger, [.. overdue, .. waiting], now, cancellation);
                // What passed its deadline goes first.
                var parted = chosen.OrderBy(row => row.State == AnalysisState.Queued).ToLookup(analysis => analysis.Attempts >= _options.MaxAttempts);
                await ParkAsync(ledger, [.. parted[true]], now, cancellation);
                return new Dispatch(
                    await SendAsync(ledger, [.. parted[false]], now, cancellation),
                    [.. parted[true].Select(analysis => analysis.AnalysisId)],
                    Full: inFlight.Count + waiting.Count >= _options.Window);
            },
            cancellation);

    /// <summary>The rows, locked together in the order in which everybody locks them, that still are what they were chosen for: a fact may just have moved a deadline, or ended an analysis.</summary>
    private static async Task<List<AnalysisRow>> LockAsync(LedgerContext ledger, List<long> chosen, DateTimeOffset now, CancellationToken cancellation)
        => chosen.Count == 0
            ? []
            : await ledger.Analyses
                .Where(row => chosen.Contains(row.Id) && (row.State == AnalysisState.Queued || (row.State == AnalysisState.InFlight && row.DeadlineAt <= now)))
                .OrderBy(row => row.Id)
                .ForUpdate()
                .ToListAsync(cancellation);

    /// <summary>Counts an attempt of each, and returns what is to be published.</summary>
    private async Task<List<Sending>> SendAsync(LedgerContext ledger, List<AnalysisRow> analyses, DateTimeOffset now, CancellationToken cancellation)
    {
        if (analyses.Count == 0)
            return [];
        var unseen = await MarkRepeatsAsync(ledger, [.. analyses.Where(analysis => analysis.Attempts == 0)], cancellation);
        foreach (var analysis in analyses)
        {
            analysis.State = AnalysisState.InFlight;
            analysis.Attempts++;
            analysis.DeadlineAt = now + _options.DeadlineOf(analysis.Attempts);
        }

        var ids = analyses.Select(analysis => analysis.RadiographId).ToList();
        var radiographs = await ledger.Radiographs.Where(row => ids.Contains(row.RadiographId)).ToDictionaryAsync(row => row.RadiographId, cancellation);
        return [.. analyses.Select(analysis => new Sending(
            EventOf(analysis, radiographs[analysis.RadiographId]), analysis.Attempts, analysis.TraceParent, unseen.Contains(analysis.AnalysisId)))];
    }

    private static async Task GiveBackAsync(LedgerContext ledger, IQueryable<AnalysisRow> analyses, CancellationToken cancellation)
    {
        // Locked first, in the order in which everybody locks them: an update does so in the order in which it finds them.
        var inFlight = await analyses.Where(row => row.State == AnalysisState.InFlight).OrderBy(row => row.Id).ForUpdate().Select(row => row.Id).ToListAsync(cancellation);
        await ledger.Analyses.Where(row => inFlight.Contains(row.Id)).ExecuteUpdateAsync(
            row => row
                .SetProperty(analysis => analysis.State, AnalysisState.Queued)
                .SetProperty(analysis => analysis.Attempts, analysis => analysis.FaultedAttempt == analysis.Attempts ? analysis.Attempts : analysis.Attempts - 1)
                .SetProperty(analysis => analysis.DeadlineAt, (DateTimeOffset?)null),
            cancellation);
    }

    private static async Task ParkAsync(LedgerContext ledger, List<AnalysisRow> exhausted, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var analysis in exhausted)
            analysis.LastFault ??= analysis.Suspect ? "the process ended each time while it was in flight" : null;
        await AnalysisLedger.EndAsync(ledger, [.. exhausted.Select(analysis => new Ending(analysis, AnalysisOutcome.Parked, TraceParent: null))], now, cancellation);
    }

    /// <summary>Marks those whose pixels have been through their plan.</summary>
    /// <returns>Those whose pixels have never been sent at all.</returns>
    private static async Task<HashSet<Guid>> MarkRepeatsAsync(LedgerContext ledger, List<AnalysisRow> firstSent, CancellationToken cancellation)
    {
        if (firstSent.Count == 0)
            return [];
        var digests = firstSent.Select(analysis => analysis.PixelDigest).ToList();
        var sent = await ledger.Analyses
            .Where(row => digests.Contains(row.PixelDigest) && (row.State != AnalysisState.Queued || row.Attempts > 0))
            .Select(row => new { row.PixelDigest, row.PlanDigest, Ended = row.State == AnalysisState.Completed || row.State == AnalysisState.Rejected })
            .Distinct()
            .ToListAsync(cancellation);
        foreach (var analysis in firstSent)
            analysis.RepeatsEarlier = sent.Contains(new { analysis.PixelDigest, analysis.PlanDigest, Ended = true });
        var seen = sent.Select(earlier => earlier.PixelDigest).ToHashSet();
        // One that had faulted was sent, whatever its count of attempts says.
        return [.. firstSent.Where(analysis => analysis.LastFault is null && !seen.Contains(analysis.PixelDigest)).Select(analysis => analysis.AnalysisId)];
    }

    private static RadiographReceived EventOf(AnalysisRow analysis, RadiographRow radiograph) => new()
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

    /// <summary>
    /// What takes the free places of the window. Equal pixels wait for each other, so that no inference is run twice;
    /// a suspect is sent only when nothing else is in flight, the one with the fewest attempts first.
    /// </summary>
    /// <returns>Their numbers; nothing is locked yet.</returns>
    private async Task<List<long>> WaitingAsync(LedgerContext ledger, List<string> inFlight, CancellationToken cancellation)
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

        if (_forgetful && await queued.AnyAsync(row => row.Suspect, cancellation))
        {
            return inFlight.Count > 0
                ? []
                : await queued.Where(row => row.Suspect).OrderBy(row => row.Attempts).ThenBy(row => row.Id).Take(1).Select(row => row.Id).ToListAsync(cancellation);
        }

        var busy = inFlight.ToHashSet();
        // A run of equal pixels at the head of the queue must not stop the others: look some way past the window.
        var candidates = await queued
            .Where(row => !busy.Contains(row.PixelDigest))
            .OrderBy(row => row.Id)
            .Take(free * 4)
            .Select(row => new { row.Id, row.PixelDigest })
            .ToListAsync(cancellation);
        return [.. candidates.Where(row => busy.Add(row.PixelDigest)).Take(free).Select(row => row.Id)];
    }
}
