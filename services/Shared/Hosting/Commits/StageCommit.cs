using System.Text.Json;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Blobs;

namespace AxSpA.Cloud.Hosting.Commits;

/// <summary>Runs a piece of work at most once as far as anyone can see: who finds its record publishes from it, who loses a race discards its own.</summary>
public sealed class StageCommit(IBlobStore blobs, ComputeClock clock)
{
    private const string RecordFile = "result.json";

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
        if (await FindAsync<TValues>(work, cancellation) is { } stored)
            return stored;

        var run = new StageRun(blobs, work, clock);
        var answer = await compute(run);
        var record = new StageRecord<TValues>
        {
            Stage = work.Stage,
            Key = work.Key,
            Values = answer.Values,
            Rejection = answer.Rejection,
            Artifacts = run.Artifacts,
            Milliseconds = run.Milliseconds,
        };
        var bytes = JsonSerializer.SerializeToUtf8Bytes(record, Json);
        if (await blobs.CreateAsync(StageWork.Container, $"{work.Folder}/{RecordFile}", "application/json", bytes, cancellation))
            return record;
        return await FindAsync<TValues>(work, cancellation)
            ?? throw new IOException($"expected the record that won the race for {work.Folder}, found none whose blobs exist");
    }

    /// <summary>The stored record, or null where there is none or one of its blobs is gone (an expired intermediate is computed again).</summary>
    private async Task<StageRecord<TValues>?> FindAsync<TValues>(StageWork work, CancellationToken cancellation)
        where TValues : class
    {
        var name = $"{work.Folder}/{RecordFile}";
        if (await blobs.ReadAsync(StageWork.Container, name, cancellation) is not { } bytes)
            return null;
        var record = JsonSerializer.Deserialize<StageRecord<TValues>>(bytes, Json)
            ?? throw new InvalidDataException($"expected a record in {name}, found null");
        foreach (var artifact in record.Artifacts.Values)
        {
            if (await blobs.ExistsAsync(artifact, cancellation))
                continue;
            await DropAsync(record, name, cancellation);
            return null;
        }

        return record;
    }

    /// <summary>Removes a record and what is left of its blobs, the record first, so that no reader ever meets it half.</summary>
    private async Task DropAsync<TValues>(StageRecord<TValues> record, string name, CancellationToken cancellation)
        where TValues : class
    {
        await blobs.DeleteAsync(StageWork.Container, name, cancellation);
        foreach (BlobReference artifact in record.Artifacts.Values)
            await blobs.DeleteAsync(artifact.Container, artifact.Name, cancellation);
    }
}
