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

    /// <summary>What claims are taken and settled under, one after the other.</summary>
    private const string Subject = "deliveries";

    /// <summary>The oldest rows that are still owed, for this process alone; null where nothing is owed, or another process is at it.</summary>
    public Task<DeliveryClaim?> ClaimAsync(CancellationToken cancellation)
        => database.WriteAsync(
            Subject,
            async ledger =>
            {
                var now = time.GetUtcNow();
                var until = now + Lease;
                var rows = ledger.Set<DeliveryRow>().Where(row => row.DeliveredAt == null);
                // Two processes sending at once would mix up the order. One row stands for the claim, and need not be the oldest for long: of two
                // transactions the one with the lower number may commit last.
                if (await rows.AnyAsync(row => row.ClaimedUntil > now, cancellation))
                    return null;
                var owed = await rows.AsNoTracking().OrderBy(row => row.Id).Take(Batch).ToListAsync(cancellation);
                if (owed.Count == 0)
                    return null;
                var head = owed[0].Id;
                await rows.Where(row => row.Id == head).ExecuteUpdateAsync(row => row.SetProperty(delivery => delivery.ClaimedUntil, until), cancellation);
                return new DeliveryClaim(owed, until);
            },
            cancellation);

    /// <summary>
    /// Notes what was taken, and gives the rest of a claim back. A claim that another process has taken over is that one's to settle: it is delivering
    /// these rows, and a third must not begin meanwhile.
    /// </summary>
    public Task SettleAsync(DeliveryClaim claim, IReadOnlyList<long> delivered, CancellationToken cancellation)
        => database.WriteAsync(
            Subject,
            async ledger =>
            {
                var (head, until, now) = (claim.Rows[0].Id, claim.Until, time.GetUtcNow());
                var settled = await ledger.Set<DeliveryRow>().Where(row => row.Id == head && row.ClaimedUntil == until).ExecuteUpdateAsync(
                    row => row.SetProperty(delivery => delivery.ClaimedUntil, (DateTimeOffset?)null), cancellation);
                if (settled == 0)
                    return;
                await ledger.Set<DeliveryRow>().Where(row => delivered.Contains(row.Id)).ExecuteUpdateAsync(
                    row => row
                        .SetProperty(delivery => delivery.DeliveredAt, now)
                        .SetProperty(delivery => delivery.CloudEvent, (string?)null),
                    cancellation);
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
