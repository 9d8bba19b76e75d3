namespace AxSpA.Cloud.Imaging;

/// <summary>Otsu's threshold over 128 bins.</summary>
/// <param name="Value">Foreground is strictly above this grey value.</param>
/// <param name="Bin">Index, 0..126, of the last background bin.</param>
/// <remarks>
/// Source: Otsu, IEEE Trans Syst Man Cybern 1979;9:62–66, as ITK 5.2.1 computes it for the published app; agrees exactly with the 17 stored results.
/// </remarks>
public readonly record struct OtsuThreshold(int Value, int Bin)
{
    private const int Bins = 128;

    /// <summary>The threshold of a plane's grey values.</summary>
    public static OtsuThreshold Compute(Plane<ushort> grey, GreyDepth depth)
    {
        ArgumentNullException.ThrowIfNull(grey);
        return Compute(Histogram(grey, new PixelRectangle(0, 0, grey.Columns, grey.Rows), depth), depth);
    }

    /// <summary>The threshold of a plane in which everything outside <paramref name="box"/> is set to 0.</summary>
    internal static OtsuThreshold ComputeBlackedOutside(Plane<ushort> grey, PixelRectangle box, GreyDepth depth)
    {
        var counts = Histogram(grey, box, depth);
        counts[0] += ((long)grey.Rows * grey.Columns) - ((long)box.Width * box.Height);
        return Compute(counts, depth);
    }

    private static OtsuThreshold Compute(long[] counts, GreyDepth depth)
    {
        var upperEdges = depth == GreyDepth.Eight ? EightBitEdges() : FittedEdges(counts);
        var binned = new long[Bins];
        var bin = 0;
        for (var value = 0; value < counts.Length; value++)
        {
            // A value on an edge belongs to the bin above.
            while (bin < Bins - 1 && value >= upperEdges[bin])
                bin++;
            binned[bin] += counts[value];
        }

        var lowest = depth == GreyDepth.Eight ? -0.5 : Array.FindIndex(counts, count => count > 0);
        var cut = BestCut(binned, upperEdges, lowest);
        return new OtsuThreshold((int)upperEdges[cut], cut);
    }

    private static long[] Histogram(Plane<ushort> grey, PixelRectangle box, GreyDepth depth)
    {
        var counts = new long[depth == GreyDepth.Eight ? 256 : 65536];
        for (var row = box.Y; row < box.Y + box.Height; row++)
        {
            foreach (var value in grey.Row(row).Slice(box.X, box.Width))
                counts[value]++;
        }

        return counts;
    }

    private static double[] EightBitEdges()
    {
        var edges = new double[Bins];
        for (var bin = 0; bin < Bins; bin++)
            edges[bin] = (2 * bin) + 1.5;
        return edges;
    }

    private static double[] FittedEdges(long[] counts)
    {
        double low = Array.FindIndex(counts, count => count > 0);
        double high = Array.FindLastIndex(counts, count => count > 0);
        var top = high + ((high - low) / (Bins * 100));
        var width = (float)((top - low) / Bins);
        var edges = new double[Bins];
        for (var bin = 0; bin < Bins - 1; bin++)
            edges[bin] = low + ((bin + 1) * width);
        edges[Bins - 1] = top;
        return edges;
    }

    private static int BestCut(long[] counts, double[] upperEdges, double lowest)
    {
        var centres = new double[Bins];
        var (all, allSum) = (0L, 0.0);
        for (var bin = 0; bin < Bins; bin++)
        {
            centres[bin] = ((bin == 0 ? lowest : upperEdges[bin - 1]) + upperEdges[bin]) / 2;
            all += counts[bin];
            allSum += counts[bin] * centres[bin];
        }

        var (best, bestSpread, below, belowSum) = (0, double.NegativeInfinity, 0L, 0.0);
        for (var bin = 0; bin < Bins - 1; bin++)
        {
            below += counts[bin];
            belowSum += counts[bin] * centres[bin];
            var spread = (Part(below, belowSum) + Part(all - below, allSum - belowSum)) / all;
            // One unit in the last place is rounding, not a better cut.
            if (spread > Math.BitIncrement(bestSpread))
                (best, bestSpread) = (bin, spread);
        }

        return best;
    }

    private static double Part(long count, double sum) => count == 0 ? 0 : count * (sum / count) * (sum / count);
}
