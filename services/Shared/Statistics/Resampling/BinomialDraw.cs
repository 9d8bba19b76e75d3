using MathNet.Numerics.Distributions;

namespace AxSpA.Cloud.Statistics.Resampling;

/// <summary>
/// Binomial and multinomial numbers in O(log n): of n uniform numbers the i-th smallest is beta distributed, and it says on which side of the
/// threshold it and all beyond it lie (Devroye, Non-Uniform Random Variate Generation, 1986, X.4.3). Exact; a library that tosses n coins takes minutes for a registry.
/// </summary>
internal static class BinomialDraw
{
    /// <summary>Below it coins are quicker.</summary>
    private const int Coins = 24;

    public static int Of(Random random, int trials, double probability)
    {
        var successes = 0;
        while (trials > Coins && probability is > 0 and < 1)
        {
            var middle = (trials + 1) / 2;
            var quantile = Beta.Sample(random, middle, trials + 1 - middle);
            if (quantile <= probability)
            {
                successes += middle;
                (trials, probability) = (trials - middle, (probability - quantile) / (1 - quantile));
            }
            else
            {
                (trials, probability) = (middle - 1, probability / quantile);
            }
        }

        if (probability >= 1)
            return successes + trials;
        for (var toss = 0; toss < trials; toss++)
            successes += random.NextDouble() < probability ? 1 : 0;
        return successes;
    }

    /// <summary>As many draws with replacement as there are subjects, counted by cell.</summary>
    public static int[] Multinomial(Random random, IReadOnlyList<int> cells)
    {
        var (drawn, left, subjects) = (new int[cells.Count], cells.Sum(), cells.Sum());
        for (var cell = 0; cell < cells.Count && subjects > 0; cell++)
        {
            drawn[cell] = Of(random, left, (double)cells[cell] / subjects);
            (left, subjects) = (left - drawn[cell], subjects - cells[cell]);
        }

        return drawn;
    }
}
