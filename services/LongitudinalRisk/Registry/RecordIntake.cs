using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>The one way into the history: records come in, and what follows from them is derived in the same transaction.</summary>
public sealed class RecordIntake(Database<RegistryContext> database, Derivation derivation, TimeProvider time)
{
    /// <summary>Stores what is new. Once it returns, all of it is durable.</summary>
    /// <param name="by">Who brings it.</param>
    /// <returns>What became of each, in order.</returns>
    public Task<IReadOnlyList<RecordArrival>> AcceptAsync(IReadOnlyList<SubjectRecord> records, string by, CancellationToken cancellation)
        => database.WriteAsync(Derivation.Lock, registry => StoreAsync(registry, records, by, cancellation), cancellation);

    /// <summary>As <see cref="AcceptAsync"/>, and how far a stream came stands in the same transaction.</summary>
    public Task<IReadOnlyList<RecordArrival>> AcceptAsync(
        IReadOnlyList<SubjectRecord> records, string by, string stream, long lastSequence, CancellationToken cancellation)
        => database.WriteAsync(
            Derivation.Lock,
            async registry =>
            {
                if (await registry.Streams.FindAsync([stream], cancellation) is { } known)
                    known.LastSequence = Math.Max(known.LastSequence, lastSequence);
                else
                    registry.Streams.Add(new StreamRow { Stream = stream, LastSequence = lastSequence });
                return await StoreAsync(registry, records, by, cancellation);
            },
            cancellation);

    /// <summary>How far a stream came; 0 for one that is new.</summary>
    public Task<long> LastSequenceAsync(string stream, CancellationToken cancellation)
        => database.ReadAsync(registry => registry.Streams.Where(row => row.Stream == stream).Select(row => row.LastSequence).FirstOrDefaultAsync(cancellation), cancellation);

    internal async Task<IReadOnlyList<RecordArrival>> StoreAsync(RegistryContext registry, IReadOnlyList<SubjectRecord> records, string by, CancellationToken cancellation)
    {
        var keys = records.Select(record => record.Key).Distinct().ToList();
        var known = (await registry.Records.AsNoTracking().Where(row => keys.Contains(row.Key)).Select(row => new { row.Key, row.Content }).ToListAsync(cancellation))
            .GroupBy(row => row.Key)
            .ToDictionary(group => group.Key, group => group.Select(row => RecordJson.Read(row.Content)).ToHashSet());
        var touched = new HashSet<SubjectKey>();
        var arrivals = new List<RecordArrival>(records.Count);
        foreach (var record in records)
        {
            var before = known.TryGetValue(record.Key, out var same) ? same : known[record.Key] = [];
            var arrival = ArrivalOf(record, before);
            arrivals.Add(arrival);
            if (arrival == RecordArrival.Duplicate)
                continue;
            before.Add(record);
            registry.Records.Add(RowOf(record, by));
            touched.Add(new SubjectKey(record.Cohort, record.Subject));
        }

        await derivation.DeriveAsync(registry, touched, cancellation);
        return arrivals;
    }

    private static RecordArrival ArrivalOf(RegistryRecord record, HashSet<RegistryRecord> before)
    {
        if (before.Count == 0)
            return RecordArrival.Accepted;
        if (before.Contains(record))
            return RecordArrival.Duplicate;
        if (before.Any(known => RecordOrder.Conflict(known, record)))
            return RecordArrival.Conflicting;
        return before.All(known => RecordOrder.Compare(known, record) < 0) ? RecordArrival.Corrected : RecordArrival.Outdated;
    }

    private RecordRow RowOf(SubjectRecord record, string by) => new()
    {
        Digest = RecordJson.Digest(record),
        Key = record.Key,
        Cohort = record.Cohort,
        Subject = record.Subject,
        RadiographId = (record as VisitRecord)?.RadiographId,
        Content = RecordJson.Write(record),
        RecordedAt = time.GetUtcNow(),
        RecordedBy = by,
    };
}
