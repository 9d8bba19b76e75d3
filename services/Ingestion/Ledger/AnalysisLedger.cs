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

    /// <summary>Takes a radiograph and its plan in, once: a second call finds what the first wrote.</summary>
    /// <returns>The analysis' row, and whether this call wrote it.</returns>
    /// <exception cref="IdentityConflictException">The radiograph is known with other pixels.</exception>
    /// <exception cref="IntakeBusyException">Too many analyses wait.</exception>
    public async Task<(AnalysisRow Analysis, bool Accepted)> AcceptAsync(RadiographRow radiograph, AnalysisPlan plan, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(radiograph);
        ArgumentNullException.ThrowIfNull(plan);
        var analysisId = AnalysisIdentity.Of(radiograph.RadiographId, plan);
        var accepted = await database.WriteAsync(
            async ledger =>
            {
                // Unique indexes stand behind both looks: of two replicas that accept it at once, the later one looks again and finds it.
                var known = await ledger.Radiographs.SingleOrDefaultAsync(row => row.RadiographId == radiograph.RadiographId, cancellation);
                if (known is not null)
                {
                    IdentityConflictException.ThrowIfOther(known, radiograph.PixelDigest);
                    if (await ledger.Analyses.SingleOrDefaultAsync(row => row.AnalysisId == analysisId, cancellation) is { } existing)
                        return (existing, false);
                }

                await RefuseBusyAsync(ledger, cancellation);
                if (known is null)
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

    /// <summary>Asks what <see cref="AcceptAsync"/> will decide, before anything of the radiograph is stored.</summary>
    /// <exception cref="IdentityConflictException">The radiograph is known with other pixels.</exception>
    /// <exception cref="IntakeBusyException">It is not known, and too many analyses wait.</exception>
    public Task RefuseAsync(string radiographId, string pixelDigest, CancellationToken cancellation)
        => database.ReadAsync(
            async ledger =>
            {
                if (await ledger.Radiographs.SingleOrDefaultAsync(row => row.RadiographId == radiographId, cancellation) is { } known)
                    IdentityConflictException.ThrowIfOther(known, pixelDigest);
                else
                    await RefuseBusyAsync(ledger, cancellation);
                return true;
            },
            cancellation);

    /// <summary>Records a fact, and ends the analysis where it was the last one missing. A fact known already changes nothing.</summary>
    public async Task RecordAsync<TEvent>(TEvent message, CancellationToken cancellation)
        where TEvent : class
    {
        var step = Route.Of(typeof(TEvent));
        var key = step.Fact is { } keyOf ? keyOf(message) : throw new ArgumentException($"{typeof(TEvent).Name} is no fact", nameof(message));
        (bool changed, AnalysisRow? ended) = await database.WriteAsync<(bool, AnalysisRow?)>(
            async ledger =>
            {
                var analysis = await FindAsync(ledger, key.AnalysisId, cancellation);
                var ofAnalysis = ledger.Facts.Where(fact => fact.AnalysisId == key.AnalysisId);
                var known = (await ofAnalysis.Select(fact => new { fact.Event, fact.Route }).ToListAsync(cancellation))
                    .Select(fact => new KnownFact(fact.Event, fact.Route))
                    .ToHashSet();
                if (!known.Add(new KnownFact(step.Event.Name, key.Route)))
                    return (false, null);

                var now = time.GetUtcNow();
                var recorded = new FactRow
                {
                    AnalysisId = key.AnalysisId,
                    Event = step.Event.Name,
                    Route = key.Route,
                    Payload = LedgerJson.Write(message),
                    RecordedAt = now,
                };
                ledger.Facts.Add(recorded);
                var outcome = AnalysisFacts.OutcomeOf(LedgerJson.Read<AnalysisPlan>(analysis.Plan), known);
                if (outcome is not null)
                    End(ledger, analysis, [.. await ofAnalysis.ToListAsync(cancellation), recorded], outcome.Value, now);
                else if (analysis.State == AnalysisState.InFlight && analysis.FaultedAttempt != analysis.Attempts)
                    analysis.DeadlineAt = now + _options.DeadlineOf(analysis.Attempts);
                return (true, outcome is null ? null : analysis);
            },
            cancellation);
        if (changed)
            signals.Changed(key.AnalysisId);
        if (ended is null)
            return;
        LedgerInstruments.Ended(ended);
        signals.WakeDispatcher();
    }

    /// <summary>
    /// Takes a consumer's fault as a failed attempt: it is repeated after a pause, or parked by the dispatcher. An attempt that was lost to
    /// infrastructure is given back and repeated for as long as it takes.
    /// </summary>
    /// <param name="infrastructure">Whether the consumer gave up since a server was away.</param>
    public async Task FaultedAsync(Guid analysisId, string fault, bool infrastructure, CancellationToken cancellation)
    {
        await database.WriteAsync(
            async ledger =>
            {
                var analysis = await FindAsync(ledger, analysisId, cancellation);
                if (analysis.State != AnalysisState.InFlight || analysis.FaultedAttempt == analysis.Attempts)
                    return;
                var pause = infrastructure ? LedgerOptions.InfrastructurePause : _options.FaultPauseOf(analysis.Attempts);
                if (infrastructure)
                    analysis.Attempts--;
                analysis.FaultedAttempt = analysis.Attempts;
                analysis.LastFault = fault;
                analysis.DeadlineAt = time.GetUtcNow() + pause;
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

    /// <summary>Ends an analysis and says so to the outbox; who waits is told by the caller, after the commit.</summary>
    internal static void End(LedgerContext ledger, AnalysisRow analysis, IReadOnlyList<FactRow> facts, AnalysisOutcome outcome, DateTimeOffset now)
    {
        var state = outcome switch
        {
            AnalysisOutcome.Completed => AnalysisState.Completed,
            AnalysisOutcome.Rejected => AnalysisState.Rejected,
            _ => AnalysisState.Parked,
        };
        if (analysis.State == state)
            return;
        analysis.State = state;
        analysis.EndedAt = now;
        analysis.DeadlineAt = null;
        analysis.Suspect = false;
        ledger.Publish(AnalysisFacts.Ended(analysis, facts, outcome), analysis.TraceParent);
    }

    private async Task RefuseBusyAsync(LedgerContext ledger, CancellationToken cancellation)
    {
        var waiting = await ledger.Analyses.CountAsync(row => row.State == AnalysisState.Queued, cancellation);
        if (waiting >= _options.MaxQueued)
            throw new IntakeBusyException(waiting, _options.MaxQueued);
    }

    /// <summary>The row, locked: of two last facts that arrive at once the later sees the earlier, and nothing overwrites what the dispatcher decides.</summary>
    private static async Task<AnalysisRow> FindAsync(LedgerContext ledger, Guid analysisId, CancellationToken cancellation)
        => await ledger.Analyses.Where(row => row.AnalysisId == analysisId).ForUpdate().SingleOrDefaultAsync(cancellation)
            ?? throw new UnknownAnalysisException(analysisId);
}
