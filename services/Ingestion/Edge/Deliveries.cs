using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Hosting.Edge;
using AxSpA.Cloud.Ingestion.Ledger;
using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.Ingestion.Edge;

/// <summary>What is owed outside, in order. Every method is one transaction.</summary>
internal sealed class Deliveries(Database<LedgerContext> database, DeliverySignal signal, TimeProvider time)
{
    /// <summary>How long a process that died keeps the others waiting; one that works has settled before half of it has passed.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private const int Batch = 50;

    /// <summary>The oldest rows that are still owed, for this process alone; none where nothing is owed, or another process is at it.</summary>
    public Task<List<DeliveryRow>> ClaimAsync(CancellationToken cancellation)
        => database.WriteAsync(
            async ledger =>
            {
                var now = time.GetUtcNow();
                var until = now + Lease;
                var owed = await ledger.Set<DeliveryRow>().AsNoTracking().Where(row => row.DeliveredAt == null).OrderBy(row => row.Id).Take(Batch).ToListAsync(cancellation);
                if (owed.Count == 0)
                    return owed;
                // The oldest row stands for the whole queue: two processes sending from it at once would mix up its order.
                var head = owed[0].Id;
                var claimed = await ledger.Set<DeliveryRow>()
                    .Where(row => row.Id == head && row.DeliveredAt == null && (row.ClaimedUntil == null || row.ClaimedUntil <= now))
                    .ExecuteUpdateAsync(row => row.SetProperty(delivery => delivery.ClaimedUntil, until), cancellation);
                return claimed == 1 ? owed : [];
            },
            cancellation);

    /// <summary>Notes what was taken, and gives the rest of a claim back.</summary>
    public Task SettleAsync(IReadOnlyList<DeliveryRow> claimed, IReadOnlyList<long> delivered, CancellationToken cancellation)
        => database.WriteAsync(
            async ledger =>
            {
                var (head, now) = (claimed[0].Id, time.GetUtcNow());
                await ledger.Set<DeliveryRow>().Where(row => delivered.Contains(row.Id)).ExecuteUpdateAsync(
                    row => row
                        .SetProperty(delivery => delivery.DeliveredAt, now)
                        .SetProperty(delivery => delivery.CloudEvent, (string?)null),
                    cancellation);
                await ledger.Set<DeliveryRow>().Where(row => row.Id == head).ExecuteUpdateAsync(
                    row => row.SetProperty(delivery => delivery.ClaimedUntil, (DateTimeOffset?)null), cancellation);
            },
            cancellation);

    /// <summary>Owes an event of no analysis; one that is known already is not owed again.</summary>
    public async Task OweAsync(CloudEvent cloudEvent, CancellationToken cancellation)
    {
        await database.WriteAsync(
            async ledger =>
            {
                if (await ledger.Set<DeliveryRow>().AnyAsync(row => row.EventId == cloudEvent.Id, cancellation))
                    return;
                ledger.Add(new DeliveryRow { EventId = cloudEvent.Id, CloudEvent = cloudEvent.ToJson(), TraceParent = cloudEvent.TraceParent });
            },
            cancellation);
        signal.Raise();
    }
}
