namespace AxSpA.Cloud.Statistics.Agreement;

/// <summary>Agreement of several readers beyond chance (Fleiss, Psychol Bull 1971;76:378), each subject read by equally many.</summary>
public static class FleissKappa
{
    /// <summary>Kappa of counts.</summary>
    /// <param name="counts">For each subject, how many readers chose each category; rows of equal length and equal sum.</param>
    /// <returns>Below or equal to 1; null where all readings are of one category or there is no subject.</returns>
    /// <exception cref="ArgumentException">Rows of different length or sum, or fewer than two readers.</exception>
    public static double? Of(IReadOnlyList<IReadOnlyList<int>> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Count == 0)
            return null;
        var (categories, readers) = (counts[0].Count, counts[0].Sum());
        if (readers < 2)
            throw new ArgumentException($"expected two readers or more, found {readers}", nameof(counts));
        var chosen = new double[categories];
        var agreeing = 0.0;
        foreach (var subject in counts)
        {
            if (subject.Count != categories || subject.Sum() != readers)
                throw new ArgumentException($"expected {categories} categories and {readers} readings of every subject, found {subject.Count} and {subject.Sum()}", nameof(counts));
            for (var category = 0; category < categories; category++)
            {
                chosen[category] += subject[category];
                agreeing += (double)subject[category] * (subject[category] - 1);
            }
        }

        return OfSums(counts.Count, readers, chosen, agreeing);
    }

    /// <summary>Kappa of sums over subjects.</summary>
    /// <param name="subjects">How many.</param>
    /// <param name="readers">Of each.</param>
    /// <param name="chosen">How often each category was chosen.</param>
    /// <param name="agreeing">Ordered pairs of readers who agree.</param>
    internal static double? OfSums(long subjects, int readers, ReadOnlySpan<double> chosen, double agreeing)
    {
        var observed = agreeing / ((double)subjects * readers * (readers - 1));
        var expected = 0.0;
        foreach (var count in chosen)
            expected += Math.Pow(count / ((double)subjects * readers), 2);
        return expected == 1 ? null : (observed - expected) / (1 - expected);
    }
}
