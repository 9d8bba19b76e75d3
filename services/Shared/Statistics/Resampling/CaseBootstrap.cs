using MathNet.Numerics.Random;

namespace AxSpA.Cloud.Statistics.Resampling;

/// <summary>
/// The percentile bootstrap of the paper (2.6): cases are drawn with replacement, 1000 times unless told otherwise, and the 2.5 % and 97.5 %
/// quantiles of the repetitions are the interval. Seeded: the same call gives the same interval.
/// </summary>
public sealed class CaseBootstrap
{
    /// <summary>Confidence level of the intervals.</summary>
    public const double Level = 0.95;

    /// <summary>Undefined resamples before a statistic is given up, as a multiple of the repetitions.</summary>
    private const int Patience = 10;

    /// <param name="repetitions">Repetitions that count.</param>
    /// <param name="seed">Of the generator (xoshiro256**).</param>
    public CaseBootstrap(int repetitions = 1000, int seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(repetitions, 2);
        Repetitions = repetitions;
        Seed = seed;
    }

    /// <summary>Statistics of a resample.</summary>
    /// <param name="weights">How often each case was drawn.</param>
    /// <param name="values">To be filled, one place a statistic; NaN where the resample does not define it: another is drawn for that statistic.</param>
    public delegate void Statistics(ReadOnlySpan<int> weights, Span<double> values);

    public int Repetitions { get; }

    public int Seed { get; }

    /// <summary>For a reader.</summary>
    public string Method => $"percentile bootstrap over cases, {Repetitions} repetitions, seed {Seed}";

    /// <summary>Intervals of several statistics from the same resamples.</summary>
    /// <param name="cases">Number of cases.</param>
    /// <param name="count">Number of statistics.</param>
    /// <param name="statistics">What is computed of each resample.</param>
    /// <returns>In the order of the statistics; null for one that almost no resample defines.</returns>
    public IReadOnlyList<PercentileInterval?> Intervals(int cases, int count, Statistics statistics)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cases, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentNullException.ThrowIfNull(statistics);
        var random = new Xoshiro256StarStar(Seed, threadSafe: false);
        var (weights, values) = (new int[cases], new double[count]);
        var repetitions = Enumerable.Range(0, count).Select(_ => new List<double>(Repetitions)).ToArray();
        var undefined = new int[count];
        for (var drawn = 0; drawn < Repetitions * Patience && Array.Exists(repetitions, kept => kept.Count < Repetitions); drawn++)
        {
            Draw(random, weights);
            statistics(weights, values);
            for (var index = 0; index < count; index++)
            {
                if (repetitions[index].Count == Repetitions)
                    continue;
                if (double.IsNaN(values[index]))
                    undefined[index]++;
                else
                    repetitions[index].Add(values[index]);
            }
        }

        return [.. repetitions.Select((kept, index) => kept.Count < Repetitions ? null : PercentileInterval.Of([.. kept], undefined[index]))];
    }

    private static void Draw(Xoshiro256StarStar random, int[] weights)
    {
        Array.Clear(weights);
        for (var draw = 0; draw < weights.Length; draw++)
            weights[random.Next(weights.Length)]++;
    }
}
