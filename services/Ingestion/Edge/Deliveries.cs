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
            "deliveries",
            async ledger =>
            {
                var now = time.GetUtcNow();
                var until = now + Lease;
                var rows = ledger.Set<DeliveryRow>().Where(row => row.DeliveredAt == null);
                // Two processes sending at once would mix up the order. One row stands for the claim, and need not be the oldest for long: of two
                // transactions the one with the lower number may commit last.
                if (await rows.AnyAsync(row => row.ClaimedUntil > now, cancellation))
                    return [];
                var owed = await rows.AsNoTracking().OrderBy(row => row.Id).Take(Batch).ToListAsync(cancellation);
                if (owed.Count == 0)
                    return owed;
                var head = owed[0].Id;
                await rows.Where(row => row.Id == head).ExecuteUpdateAsync(row => row.SetProperty(delivery => delivery.ClaimedUntil, until), cancellation);
                return owed;
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
