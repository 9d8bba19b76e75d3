using System.Data.Common;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using AxSpA.Cloud.Contracts.Edge;
using AxSpA.Cloud.Hosting.Edge;
using AxSpA.Cloud.Hosting.Outbox;
using AxSpA.Cloud.Ingestion.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AxSpA.Cloud.Ingestion.Edge;

/// <summary>
/// Whatever the ledger records, as a fact or for its outbox, and the table of the edge names, becomes owed to the world outside in that same transaction:
/// neither can be there without the other, and the ledger need not know that there is an edge.
/// </summary>
internal sealed class OweResults(ResultPublisher publisher, DeliverySignal signal, TimeProvider time) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    private readonly ConditionalWeakTable<DbContext, object> _owing = [];

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is LedgerContext ledger)
        {
            foreach (var (told, payload, at) in RecordedBy(ledger))
                await OweAsync(ledger, told, LedgerJson.Read(payload, told.Event), at, cancellationToken);
        }

        return result;
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        // Before the commit nobody else would see the rows.
        if (eventData.Context is { } context && _owing.Remove(context))
            signal.Raise();
        return Task.CompletedTask;
    }

    private List<(ResultEvent Told, string Payload, DateTimeOffset At)> RecordedBy(LedgerContext ledger)
    {
        var recorded = ledger.ChangeTracker.Entries<FactRow>()
            .Where(entry => entry.State == EntityState.Added)
            .Select(entry => (entry.Entity.Event, entry.Entity.Payload, At: entry.Entity.RecordedAt));
        var published = ledger.ChangeTracker.Entries<OutboxMessage>()
            .Where(entry => entry.State == EntityState.Added)
            .Select(entry => (entry.Entity.Event, entry.Entity.Payload, At: time.GetUtcNow()));
        return [.. from row in recorded.Concat(published)
                   let told = EdgeEvents.Find(row.Event)
                   where told is not null
                   select (told, row.Payload, row.At)];
    }

    private async Task OweAsync(LedgerContext ledger, ResultEvent told, object message, DateTimeOffset at, CancellationToken cancellation)
    {
        var analysisId = told.Analysis(message);
        var sequence = analysisId is null ? (int?)null : await LastOfAsync(ledger, analysisId.Value, cancellation) + 1;
        var traceParent = TraceParentOf(ledger, analysisId);
        var cloudEvent = ResultCloudEvent.Of(told, message, sequence, publisher.Source, at, traceParent);
        ledger.Add(new DeliveryRow
        {
            EventId = cloudEvent.Id,
            AnalysisId = analysisId,
            Sequence = sequence,
            CloudEvent = cloudEvent.ToJson(),
            TraceParent = traceParent,
        });
        _owing.AddOrUpdate(ledger, this);
    }

    /// <summary>Of what is being done now, or, where the ledger acts of itself, of what the analysis began with.</summary>
    private static string? TraceParentOf(LedgerContext ledger, Guid? analysisId)
        => Activity.Current?.Id ?? ledger.ChangeTracker.Entries<AnalysisRow>().FirstOrDefault(entry => entry.Entity.AnalysisId == analysisId)?.Entity.TraceParent;

    private static async Task<int> LastOfAsync(LedgerContext ledger, Guid analysisId, CancellationToken cancellation)
    {
        var stored = await ledger.Set<DeliveryRow>().Where(row => row.AnalysisId == analysisId).MaxAsync(row => row.Sequence, cancellation);
        var added = ledger.ChangeTracker.Entries<DeliveryRow>().Where(entry => entry.Entity.AnalysisId == analysisId).Max(entry => entry.Entity.Sequence);
        return Math.Max(stored ?? 0, added ?? 0);
    }
}
