using System.Text.Json;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Blobs;

namespace AxSpA.Cloud.Hosting.Commits;

/// <summary>Runs a piece of work at most once as far as anyone can see: who finds its record publishes from it, who loses a race discards its own.</summary>
/// <remarks>
/// Nothing is ever deleted or overwritten here, so runners of many processes cannot undo each other's work. A record one of whose blobs is gone (an
/// expired intermediate) is followed by another, of the next <see cref="StageGeneration"/>, with blobs of its own names: a runner that still holds
/// the old record can reach neither the new one nor its blobs.
/// </remarks>
public sealed class StageCommit(IBlobStore blobs, ComputeClock clock)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The committed record of the work: the stored one, or the one that <paramref name="compute"/> now makes.</summary>
    /// <param name="work">What is to be done, named by its key.</param>
    /// <param name="compute">Computes and stores the artifacts; returns the values, or the rejection.</param>
    public async Task<StageRecord<TValues>> RunAsync<TValues>(
        StageWork work,
        Func<StageRun, Task<StageAnswer<TValues>>> compute,
        CancellationToken cancellation)
        where TValues : class
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(compute);
        var generation = StageGeneration.First(work);
        var unseen = FirstSight.IsCurrent;
        while (true)
        {
            while (!unseen && await ReadAsync<TValues>(generation, cancellation) is { } stored)
            {
                if (await IsWholeAsync(stored.Record, cancellation))
                    return stored.Record;
                generation = generation.After(stored.Bytes);
            }

            var run = new StageRun(blobs, generation, clock);
            var record = RecordOf(work, await compute(run), run);
            var bytes = JsonSerializer.SerializeToUtf8Bytes(record, Json);
            if (await blobs.CreateAsync(StageWork.Container, generation.RecordName, "application/json", bytes, cancellation))
                return record;
            var won = await ReadAsync<TValues>(generation, cancellation)
                ?? throw new IOException($"expected the record that won the race for {generation.RecordName}, found none");
            // The winner's blobs are those this run has just stored or found: within a generation a name is written once. Only who never looked
            // can have filled a gap in an old record, and that one's promise is not kept by other bytes.
            if (Names(won.Record, run.Artifacts))
                return won.Record;
            generation = generation.After(won.Bytes);
            unseen = false;
        }
    }

    private static StageRecord<TValues> RecordOf<TValues>(StageWork work, StageAnswer<TValues> answer, StageRun run)
        where TValues : class
        => new()
        {
            Stage = work.Stage,
            Key = work.Key,
            Values = answer.Values,
            Rejection = answer.Rejection,
            Artifacts = run.Artifacts,
            Milliseconds = run.Milliseconds,
        };

    private static bool Names<TValues>(StageRecord<TValues> record, IReadOnlyDictionary<string, BlobReference> artifacts)
        where TValues : class
        => artifacts.All(artifact => record.Artifacts.TryGetValue(artifact.Key, out var named) && named == artifact.Value);

    private async Task<(StageRecord<TValues> Record, byte[] Bytes)?> ReadAsync<TValues>(StageGeneration generation, CancellationToken cancellation)
        where TValues : class
    {
        if (await blobs.ReadAsync(StageWork.Container, generation.RecordName, cancellation) is not { } bytes)
            return null;
        var record = JsonSerializer.Deserialize<StageRecord<TValues>>(bytes, Json)
            ?? throw new InvalidDataException($"expected a record in {generation.RecordName}, found null");
        return (record, bytes);
    }

    private async Task<bool> IsWholeAsync<TValues>(StageRecord<TValues> record, CancellationToken cancellation)
        where TValues : class
        => (await Task.WhenAll(record.Artifacts.Values.Select(artifact => blobs.ExistsAsync(artifact, cancellation)))).All(exists => exists);
}
