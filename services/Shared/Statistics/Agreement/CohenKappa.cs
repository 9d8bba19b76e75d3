namespace AxSpA.Cloud.Statistics.Agreement;

/// <summary>Agreement of two readers beyond chance (Cohen, 1960), unweighted or weighted by the distance of grades (Cohen, 1968).</summary>
public static class CohenKappa
{
    /// <summary>Kappa of two readers' categories of the same subjects.</summary>
    /// <param name="first">Categories 0 … <paramref name="categories"/> - 1.</param>
    /// <param name="second">The same subjects in the same order.</param>
    /// <param name="weighting">Grades 0–4 of the modified New York criteria are usually weighted quadratically.</param>
    /// <returns>-1..1; null where chance alone agrees always (both readers used one and the same category) or there is no subject.</returns>
    /// <exception cref="ArgumentException">Different lengths, or a category out of range.</exception>
    public static double? Of(ReadOnlySpan<int> first, ReadOnlySpan<int> second, int categories, KappaWeighting weighting = KappaWeighting.None)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(categories, 2);
        if (first.Length != second.Length)
            throw new ArgumentException($"expected both readers' categories of the same subjects, found {first.Length} and {second.Length}", nameof(second));
        var table = new long[categories * categories];
        for (var subject = 0; subject < first.Length; subject++)
            table[Cell(first[subject], second[subject], categories)]++;
        return OfTable(table, categories, weighting);
    }

    /// <summary>Place of a pair of categories in a table of counts.</summary>
    internal static int Cell(int first, int second, int categories) => (Checked(first, categories) * categories) + Checked(second, categories);

    /// <summary>Kappa of how often each pair of categories was chosen, by <see cref="Cell"/>.</summary>
    internal static double? OfTable(ReadOnlySpan<long> table, int categories, KappaWeighting weighting)
    {
        var (ofFirst, ofSecond) = (new double[categories], new double[categories]);
        var (observed, subjects) = (0.0, 0.0);
        for (var cell = 0; cell < table.Length; cell++)
        {
            var (first, second) = Math.DivRem(cell, categories);
            ofFirst[first] += table[cell];
            ofSecond[second] += table[cell];
            observed += table[cell] * Disagreement(first, second, categories, weighting);
            subjects += table[cell];
        }

        var expected = 0.0;
        for (var category = 0; category < categories; category++)
        {
            for (var other = 0; other < categories; other++)
                expected += ofFirst[category] * ofSecond[other] * Disagreement(category, other, categories, weighting);
        }

        return expected == 0 ? null : 1 - (observed * subjects / expected);
    }

    private static double Disagreement(int first, int second, int categories, KappaWeighting weighting)
    {
        var distance = Math.Abs(first - second) / (categories - 1.0);
        return weighting switch
        {
            KappaWeighting.Linear => distance,
            KappaWeighting.Quadratic => distance * distance,
            _ => first == second ? 0 : 1,
        };
    }

    private static int Checked(int category, int categories)
        => category >= 0 && category < categories
            ? category
            : throw new ArgumentException($"expected categories 0 to {categories - 1}, found {category}", nameof(category));
}
