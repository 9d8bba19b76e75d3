namespace AxSpA.Cloud.Imaging;

/// <summary>Cutting a histogram at a limit and giving the excess to the other bins, in the order of scikit-image 0.19.3.</summary>
internal static class ClippedHistogram
{
    /// <summary>Clips in place. Counts never exceed <paramref name="limit"/> afterwards; their sum is kept unless every bin is full.</summary>
    public static void Clip(Span<int> counts, int limit)
    {
        var excess = Cut(counts, limit);
        excess = Share(counts, limit, excess);
        while (excess > 0)
        {
            var left = Spread(counts, limit, excess);
            if (left == excess)
                return;
            excess = left;
        }
    }

    private static long Cut(Span<int> counts, int limit)
    {
        var excess = 0L;
        foreach (ref var count in counts)
        {
            if (count <= limit)
                continue;
            excess += count - limit;
            count = limit;
        }

        return excess;
    }

    private static long Share(Span<int> counts, int limit, long excess)
    {
        var increment = (int)(excess / counts.Length);
        var upper = limit - increment;
        foreach (ref var count in counts)
        {
            var before = count;
            if (count < upper)
                count += increment;
            // A bin that only now comes near the limit is filled up too, as in the reference.
            if (count >= upper)
                count = Math.Max(count, limit);
            excess -= count - before;
        }

        return excess;
    }

    /// <summary>One round over all starts: adds 1 to every step-th bin below the limit, where the step spreads what is left over all such bins.</summary>
    private static long Spread(Span<int> counts, int limit, long excess)
    {
        var below = 0;
        foreach (var count in counts)
            below += count < limit ? 1 : 0;

        for (var start = 0; start < counts.Length && excess > 0; start++)
        {
            var step = (int)Math.Max(1, below / excess);
            for (var bin = start; bin < counts.Length; bin += step)
            {
                if (counts[bin] >= limit)
                    continue;
                excess--;
                if (++counts[bin] == limit)
                    below--;
            }
        }

        return excess;
    }
}
