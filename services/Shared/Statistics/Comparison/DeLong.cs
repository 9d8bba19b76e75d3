using AxSpA.Cloud.Statistics.Diagnosis;

namespace AxSpA.Cloud.Statistics.Comparison;

/// <summary>
/// DeLong's test of two correlated areas under the curve on the same cases, by mid-ranks in O(n log n) (Sun &amp; Xu, IEEE Signal Processing
/// Letters 2014;21:1389).
/// </summary>
public static class DeLong
{
    /// <summary>Compares two models' scores of the same cases, in the same order.</summary>
    /// <exception cref="ArgumentException">Different lengths or truths, or a class with fewer than two cases.</exception>
    public static DeLongResult Compare(ReadOnlySpan<ScoredCase> first, ReadOnlySpan<ScoredCase> second)
    {
        if (first.Length != second.Length)
            throw new ArgumentException($"expected the same cases twice, found {first.Length} and {second.Length}", nameof(second));
        for (var index = 0; index < first.Length; index++)
        {
            if (first[index].Truth != second[index].Truth)
                throw new ArgumentException($"expected the same truth of case {index} twice, found different ones", nameof(second));
        }

        var (areaOfFirst, positivesOfFirst, negativesOfFirst) = Components(first);
        var (areaOfSecond, positivesOfSecond, negativesOfSecond) = Components(second);
        var varianceOfFirst = Covariance(positivesOfFirst, positivesOfFirst) + Covariance(negativesOfFirst, negativesOfFirst);
        var varianceOfSecond = Covariance(positivesOfSecond, positivesOfSecond) + Covariance(negativesOfSecond, negativesOfSecond);
        var covariance = Covariance(positivesOfFirst, positivesOfSecond) + Covariance(negativesOfFirst, negativesOfSecond);
        return DeLongResult.Of(areaOfFirst, areaOfSecond, varianceOfFirst, varianceOfSecond, covariance);
    }

    /// <summary>The area, and for each positive (negative) case the share of negative (positive) ones on the right side of it.</summary>
    private static (double Area, double[] Positives, double[] Negatives) Components(ReadOnlySpan<ScoredCase> cases)
    {
        var scores = new double[cases.Length];
        var positives = new List<double>();
        var negatives = new List<double>();
        for (var index = 0; index < cases.Length; index++)
        {
            scores[index] = cases[index].Score;
            (cases[index].Truth ? positives : negatives).Add(cases[index].Score);
        }

        if (positives.Count < 2 || negatives.Count < 2)
            throw new ArgumentException($"expected at least two cases of either class, found {positives.Count} positive and {negatives.Count} negative", nameof(cases));
        var ranks = MidRanks(scores);
        var (amongPositives, amongNegatives) = (MidRanks([.. positives]), MidRanks([.. negatives]));
        var (ofPositives, ofNegatives) = (new double[positives.Count], new double[negatives.Count]);
        int positive = 0, negative = 0;
        for (var index = 0; index < cases.Length; index++)
        {
            if (cases[index].Truth)
                ofPositives[positive] = (ranks[index] - amongPositives[positive++]) / negatives.Count;
            else
                ofNegatives[negative] = 1 - ((ranks[index] - amongNegatives[negative++]) / positives.Count);
        }

        return (ofPositives.Average(), ofPositives, ofNegatives);
    }

    private static double[] MidRanks(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort((double[])values.Clone(), order);
        var ranks = new double[values.Length];
        for (var start = 0; start < order.Length;)
        {
            var end = start;
            while (end < order.Length && values[order[end]] == values[order[start]])
                end++;
            for (var tied = start; tied < end; tied++)
                ranks[order[tied]] = (start + end + 1) / 2.0;
            start = end;
        }

        return ranks;
    }

    /// <summary>Covariance of two means: the sample covariance over the number of cases.</summary>
    private static double Covariance(double[] first, double[] second)
    {
        var (meanOfFirst, meanOfSecond) = (first.Average(), second.Average());
        var sum = 0.0;
        for (var index = 0; index < first.Length; index++)
            sum += (first[index] - meanOfFirst) * (second[index] - meanOfSecond);
        return sum / (first.Length - 1) / first.Length;
    }
}
