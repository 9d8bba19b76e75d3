namespace AxSpA.Cloud.Statistics.Diagnosis;

/// <summary>The receiver operating characteristic: a point at every distinct score, from (0, 0) to (1, 1).</summary>
public static class RocCurve
{
    /// <summary>Points by falling threshold; at a threshold, scores at or above it are positive. The first threshold is the highest score + 1.</summary>
    /// <exception cref="ArgumentException">One of the two classes is missing.</exception>
    public static IReadOnlyList<RocPoint> Of(ReadOnlySpan<ScoredCase> cases)
    {
        var sorted = cases.ToArray();
        Array.Sort(sorted, static (first, second) => second.Score.CompareTo(first.Score));
        var positives = sorted.Count(item => item.Truth);
        var negatives = sorted.Length - positives;
        if (positives == 0 || negatives == 0)
            throw new ArgumentException($"expected cases of both classes, found {positives} positive and {negatives} negative", nameof(cases));

        var points = new List<RocPoint> { new(0, 0, sorted[0].Score + 1) };
        int truePositive = 0, falsePositive = 0;
        for (var index = 0; index < sorted.Length; index++)
        {
            if (sorted[index].Truth)
                truePositive++;
            else
                falsePositive++;
            if (index + 1 == sorted.Length || sorted[index + 1].Score != sorted[index].Score)
                points.Add(new RocPoint((double)falsePositive / negatives, (double)truePositive / positives, sorted[index].Score));
        }

        return points;
    }

    /// <summary>The points that bend the curve: those on a straight line between their neighbours are left out.</summary>
    public static IReadOnlyList<RocPoint> Corners(IReadOnlyList<RocPoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        return [.. points.Where((point, index) => index == 0 || index == points.Count - 1 || Bends(points[index - 1], point, points[index + 1]))];
    }

    private static bool Bends(RocPoint before, RocPoint point, RocPoint after)
        => Math.Abs(((point.FalsePositiveRate - before.FalsePositiveRate) * (after.Sensitivity - point.Sensitivity))
            - ((after.FalsePositiveRate - point.FalsePositiveRate) * (point.Sensitivity - before.Sensitivity))) > 1e-12;
}
