using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Hosting.Outbox;
using AxSpA.Cloud.Hosting.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>The facts of every analysis, and what follows from them. Every method is one transaction.</summary>
public sealed class AnalysisLedger(Database<LedgerContext> database, LedgerSignals signals, IOptions<LedgerOptions> options, TimeProvider time)
{
    private readonly LedgerOptions _options = options.Value;
    private readonly Backlog _backlog = new(options.Value, time);

    /// <summary>The pace of a loop that records.</summary>
    internal TurnPacing Pacing(int busy) => database.Pacing(busy);

    /// <summary>Asks what <see cref="AcceptAsync"/> will decide, before anything of the radiograph is stored.</summary>
    /// <returns>Whether the radiograph is known.</returns>
    /// <exception cref="IdentityConflictException">It is known with other pixels.</exception>
    /// <exception cref="IntakeBusyException">It is not known, and too many analyses wait.</exception>
    public Task<bool> RefuseAsync(string radiographId, string pixelDigest, CancellationToken cancellation)
        => database.ReadAsync(
            async ledger =>
            {
                var known = await ledger.Radiographs.SingleOrDefaultAsync(row => row.RadiographId == radiographId, cancellation);
                if (known is null)
                    await _backlog.RefuseBusyAsync(ledger, cancellation);
                else
                    IdentityConflictException.ThrowIfOther(known, pixelDigest);
                return known is not null;
            },
            cancellation);

    /// <summary>Asks whether a radiograph that is not known would be refused just now.</summary>
    /// <exception cref="IntakeBusyException">Too many analyses wait.</exception>
    public Task RefuseBusyAsync(CancellationToken cancellation)
        => database.ReadAsync(
            async ledger =>
            {
                await _backlog.RefuseBusyAsync(ledger, cancellation);
                return true;
            },
            cancellation);

    /// <summary>Takes a radiograph and its plan in, once: a second call finds what the first wrote.</summary>
    /// <param name="known">What <see cref="RefuseAsync"/> said; a radiograph that was not known a moment ago is not looked for again, but written.</param>
    /// <returns>The analysis' row, and whether this call wrote it.</returns>
    /// <exception cref="IdentityConflictException">The radiograph is known with other pixels.</exception>
    /// <exception cref="IntakeBusyException">Too many analyses wait.</exception>
    public async Task<(AnalysisRow Analysis, bool Accepted)> AcceptAsync(RadiographRow radiograph, AnalysisPlan plan, bool known, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(radiograph);
        ArgumentNullException.ThrowIfNull(plan);
        var analysisId = AnalysisIdentity.Of(radiograph.RadiographId, plan);
        // Where there are other writers unique indexes stand behind it: of two replicas that accept it at once, the later one looks, and finds it.
        var looks = known || !database.Shared;
        var accepted = await database.WriteAsync(
            async ledger =>
            {
                var stored = looks ? await ledger.Radiographs.SingleOrDefaultAsync(row => row.RadiographId == radiograph.RadiographId, cancellation) : null;
                looks = true;
                if (stored is not null)
                {
                    IdentityConflictException.ThrowIfOther(stored, radiograph.PixelDigest);
                    if (await ledger.Analyses.SingleOrDefaultAsync(row => row.AnalysisId == analysisId, cancellation) is { } existing)
                        return (existing, false);
                }

                await _backlog.RefuseBusyAsync(ledger, cancellation);
                if (stored is null)
                    ledger.Radiographs.Add(radiograph);
                var analysis = new AnalysisRow
                {
                    AnalysisId = analysisId,
                    RadiographId = radiograph.RadiographId,
                    PixelDigest = radiograph.PixelDigest,
                    PlanDigest = plan.Digest,
                    Plan = LedgerJson.Write(plan),
                    AcceptedAt = time.GetUtcNow(),
                    TraceParent = Spans.Current,
                };
                ledger.Analyses.Add(analysis);
                return (analysis, true);
            },
            cancellation);
        signals.Accepted();
        return accepted;
    }

    /// <summary>Records a fact, and ends the analysis where it was the last one missing. A fact known already changes nothing.</summary>
    /// <param name="message">An event that is a fact.</param>
    /// <exception cref="UnknownAnalysisException">The ledger knows nothing of its analysis.</exception>
    public async Task RecordAsync(object message, CancellationToken cancellation)
    {
        var fact = Fact.Of(message);
        if ((await RecordAsync([fact], cancellation)).Count > 0)
            throw new UnknownAnalysisException(fact.Key.AnalysisId);
    }

    /// <summary>Records facts of any analyses together, and ends those that lack no more.</summary>
    /// <returns>The analyses that the ledger does not know; nothing of theirs is recorded.</returns>
    public async Task<IReadOnlySet<Guid>> RecordAsync(IReadOnlyList<Fact> facts, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var ids = facts.Select(fact => fact.Key.AnalysisId).ToHashSet();
        var (strangers, changed, ended) = await database.WriteAsync(
            async ledger =>
            {
                var analyses = await FindAsync(ledger, ids, cancellation);
                var known = (await ledger.Facts
                    .Where(fact => ids.Contains(fact.AnalysisId))
                    .Select(fact => new { fact.AnalysisId, fact.Event, fact.Route })
                    .ToListAsync(cancellation))
                    .GroupBy(fact => fact.AnalysisId)
                    .ToDictionary(ofOne => ofOne.Key, ofOne => ofOne.Select(fact => new KnownFact(fact.Event, fact.Route)).ToHashSet());
                var arrived = facts
                    .Where(fact => analyses.ContainsKey(fact.Key.AnalysisId) && KnownOf(fact.Key.AnalysisId).Add(fact.Known))
                    .ToLookup(fact => fact.Key.AnalysisId);
                var now = time.GetUtcNow();
                var endings = new List<Ending>();
                foreach (var ofOne in arrived)
                {
                    var analysis = analyses[ofOne.Key];
                    ledger.Facts.AddRange(ofOne.Select(fact => RowOf(fact, now)));
                    if (AnalysisFacts.OutcomeOf(LedgerJson.Read<AnalysisPlan>(analysis.Plan), KnownOf(ofOne.Key)) is { } outcome)
                    {
                        endings.Add(new Ending(analysis, outcome, ofOne.Last().TraceParent));
                    }
                    else if (analysis.State == AnalysisState.InFlight && analysis.FaultedAttempt != analysis.Attempts)
                    {
                        analysis.DeadlineAt = now + _options.DeadlineOf(analysis.Attempts);
                    }
                }

                return (ids.Where(id => !analyses.ContainsKey(id)).ToHashSet(), arrived.Select(ofOne => ofOne.Key).ToList(), await EndAsync(ledger, endings, now, cancellation));

                HashSet<KnownFact> KnownOf(Guid analysisId) => known.TryGetValue(analysisId, out var found) ? found : known[analysisId] = [];
            },
            cancellation);
        foreach (var analysisId in changed)
            signals.Changed(analysisId);
        foreach (var ending in ended)
        {
            signals.Ended(ending.Analysis.AnalysisId);
            LedgerInstruments.Ended(ending.Analysis);
        }

        if (ended.Count > 0)
            signals.WakeDispatcher();
        return strangers;
    }

    /// <summary>
    /// Takes a consumer's fault as a failed attempt: it is repeated after a pause, or parked by the dispatcher. An attempt that was lost to
    /// infrastructure is given back and repeated for as long as it takes, and the deadlines of whatever else is in flight, which waits for the
    /// same server, move on.
    /// </summary>
    /// <param name="infrastructure">Whether the consumer gave up since a server was away.</param>
    public async Task FaultedAsync(Guid analysisId, string fault, bool infrastructure, CancellationToken cancellation)
    {
        await database.WriteAsync(
            async ledger =>
            {
                var now = time.GetUtcNow();
                var grace = now + LedgerOptions.OutageGrace;
                var waiting = infrastructure ? await ledger.Analyses.Where(row => row.State == AnalysisState.InFlight && row.DeadlineAt < grace).Select(row => row.AnalysisId).ToListAsync(cancellation) : [];
                var analyses = await FindAsync(ledger, [analysisId, .. waiting], cancellation);
                if (!analyses.TryGetValue(analysisId, out var analysis))
                    throw new UnknownAnalysisException(analysisId);
                foreach (var other in analyses.Values.Where(row => row.State == AnalysisState.InFlight && row.FaultedAttempt != row.Attempts && row.DeadlineAt < grace))
                    other.DeadlineAt = grace;
                if (analysis.State != AnalysisState.InFlight || analysis.FaultedAttempt == analysis.Attempts)
                    return;
                var pause = infrastructure ? LedgerOptions.InfrastructurePause : _options.FaultPauseOf(analysis.Attempts);
                if (infrastructure)
                    analysis.Attempts--;
                analysis.FaultedAttempt = analysis.Attempts;
                analysis.LastFault = fault;
                analysis.DeadlineAt = now + pause;
            },
            cancellation);
        signals.WakeDispatcher();
    }

    /// <summary>Gives parked analyses all their attempts again.</summary>
    /// <param name="analysisId">One analysis, or all that are parked.</param>
    /// <returns>How many were parked.</returns>
    public async Task<int> ReplayAsync(Guid? analysisId, CancellationToken cancellation)
    {
        var replayed = await database.WriteAsync(
            Dispatching.Subject,
            ledger => ledger.Analyses
                .Where(row => row.State == AnalysisState.Parked && (analysisId == null || row.AnalysisId == analysisId))
                .ExecuteUpdateAsync(
                    row => row
                        .SetProperty(analysis => analysis.State, AnalysisState.Queued)
                        .SetProperty(analysis => analysis.Attempts, 0)
                        .SetProperty(analysis => analysis.FaultedAttempt, 0)
                        .SetProperty(analysis => analysis.Suspect, false)
                        .SetProperty(analysis => analysis.EndedAt, (DateTimeOffset?)null),
                    cancellation),
            cancellation);
        signals.WakeDispatcher();
        return replayed;
    }

    /// <summary>Makes a plan the one in use.</summary>
    public Task ActivateAsync(AnalysisPlan plan, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return database.WriteAsync(
            "activation",
            async ledger =>
            {
                var active = await ledger.PlanActivations.OrderByDescending(activation => activation.Id).FirstOrDefaultAsync(cancellation);
                if (active?.PlanDigest != plan.Digest)
                    ledger.PlanActivations.Add(new PlanActivationRow { PlanDigest = plan.Digest, ActivatedAt = time.GetUtcNow() });
            },
            cancellation);
    }

    /// <summary>Ends analyses and says so to the outbox; who waits is told by the caller, after the commit.</summary>
    /// <returns>Those that had not ended before.</returns>
    internal static async Task<List<Ending>> EndAsync(LedgerContext ledger, List<Ending> endings, DateTimeOffset now, CancellationToken cancellation)
    {
        var fresh = endings.Where(ending => ending.Analysis.State != ending.State).ToList();
        if (fresh.Count == 0)
            return fresh;
        var ids = fresh.Select(ending => ending.Analysis.AnalysisId).ToList();
        var stored = (await ledger.Facts.AsNoTracking().Where(fact => ids.Contains(fact.AnalysisId)).ToListAsync(cancellation)).ToLookup(fact => fact.AnalysisId);
        var radiographs = fresh.Select(ending => ending.Analysis.RadiographId).ToList();
        var laterality = await ledger.Radiographs
            .Where(radiograph => radiographs.Contains(radiograph.RadiographId))
            .ToDictionaryAsync(radiograph => radiograph.RadiographId, radiograph => radiograph.LateralityBasis, cancellation);
        var added = ledger.Facts.Local.ToLookup(fact => fact.AnalysisId);
        foreach (var ending in fresh)
        {
            var analysis = ending.Analysis;
            (analysis.State, analysis.EndedAt, analysis.DeadlineAt, analysis.Suspect) = (ending.State, now, null, false);
            var facts = stored[analysis.AnalysisId].Concat(added[analysis.AnalysisId]);
            ledger.Publish(AnalysisFacts.Ended(analysis, laterality[analysis.RadiographId], [.. facts], ending.Outcome), ending.TraceParent ?? analysis.TraceParent);
        }

        return fresh;
    }

    private static FactRow RowOf(Fact fact, DateTimeOffset now) => new()
    {
        AnalysisId = fact.Key.AnalysisId,
        Event = fact.Known.Event,
        Route = fact.Known.Route,
        Payload = LedgerJson.Write(fact.Message),
        RecordedAt = now,
    };

    /// <summary>The rows, locked in the order in which everybody locks them: of two last facts that arrive at once the later sees the earlier, and nothing overwrites what the dispatcher decides.</summary>
    private static Task<Dictionary<Guid, AnalysisRow>> FindAsync(LedgerContext ledger, HashSet<Guid> analyses, CancellationToken cancellation)
        => ledger.Analyses.Where(row => analyses.Contains(row.AnalysisId)).OrderBy(row => row.Id).ForUpdate().ToDictionaryAsync(row => row.AnalysisId, cancellation);
}
