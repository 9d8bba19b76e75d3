namespace AxSpA.Cloud.Statistics.Diagnosis;

/// <summary>Area under the receiver operating characteristic as the Mann–Whitney statistic: the chance that a positive case scores above a negative one, ties half.</summary>
public static class AreaUnderCurve
{
    /// <summary>The area, 0..1; null where one of the two classes is missing.</summary>
    public static double? Of(ReadOnlySpan<ScoredCase> cases)
    {
        var weights = new int[cases.Length];
        Array.Fill(weights, 1);
        return Order(cases).Weighted(weights);
    }

    /// <summary>Sorts the cases once, so that many resamples cost a pass each.</summary>
    internal static Ordered Order(ReadOnlySpan<ScoredCase> cases)
    {
        var sorted = cases.ToArray();
        var indices = Enumerable.Range(0, sorted.Length).ToArray();
        Array.Sort(indices, (first, second) => sorted[first].Score.CompareTo(sorted[second].Score));
        return new Ordered(sorted, indices);
    }

    /// <summary>Cases in rising order of score.</summary>
    internal sealed class Ordered(ScoredCase[] cases, int[] indices)
    {
        /// <summary>The area when case i is there <c>weights[i]</c> times.</summary>
        public double? Weighted(ReadOnlySpan<int> weights)
        {
            long negativesBelow = 0, positives = 0, twiceWins = 0;
            for (var start = 0; start < indices.Length;)
            {
                long tiedPositives = 0, tiedNegatives = 0;
                var end = start;
                for (; end < indices.Length && cases[indices[end]].Score == cases[indices[start]].Score; end++)
                {
                    if (cases[indices[end]].Truth)
                        tiedPositives += weights[indices[end]];
                    else
                        tiedNegatives += weights[indices[end]];
                }

                twiceWins += tiedPositives * ((2 * negativesBelow) + tiedNegatives);
                negativesBelow += tiedNegatives;
                positives += tiedPositives;
                start = end;
            }

            return positives == 0 || negativesBelow == 0 ? null : twiceWins / (2.0 * positives * negativesBelow);
        }
    }
}
