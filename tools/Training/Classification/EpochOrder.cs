namespace AxSpA.Cloud.Training.Classification;

/// <summary>Which pictures go together.</summary>
public static class EpochOrder
{
    /// <summary>Batch normalisation of one picture has no variance.</summary>
    private const int SmallestBatch = 2;

    /// <summary>All pictures in a random order, cut into batches. A last batch of a single picture is left out: another one's turn next epoch.</summary>
    public static IReadOnlyList<int[]> Batches(int pictures, int batch, Random chance)
    {
        ArgumentNullException.ThrowIfNull(chance);
        var order = Enumerable.Range(0, pictures).ToArray();
        chance.Shuffle(order);
        return [.. order.Chunk(batch).Where(part => part.Length >= SmallestBatch)];
    }

    /// <summary>Steps of an epoch: the length of <see cref="Batches"/>.</summary>
    public static int Steps(int pictures, int batch) => (pictures / batch) + (pictures % batch >= SmallestBatch ? 1 : 0);

    /// <summary>Cuts a batch into parts of nearly equal length, none longer than the micro-batch and none of a single picture where that can be.</summary>
    /// <param name="batch">Pictures of the batch.</param>
    /// <param name="microBatch">0 is the whole batch.</param>
    public static IReadOnlyList<Range> MicroBatches(int batch, int microBatch)
    {
        if (microBatch == 0 || batch <= microBatch)
            return [0..batch];
        var parts = Math.Min((batch + microBatch - 1) / microBatch, batch / SmallestBatch);
        return [.. Enumerable.Range(0, parts).Select(part => ((int)((long)batch * part / parts))..(int)((long)batch * (part + 1) / parts))];
    }
}
