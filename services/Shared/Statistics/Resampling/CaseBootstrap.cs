using MathNet.Numerics.Random;

namespace AxSpA.Cloud.Statistics.Resampling;

/// <summary>
/// The percentile bootstrap of the paper (2.5): cases are drawn with replacement, 1000 times unless told otherwise, and the 2.5 % and 97.5 %
/// quantiles of the repetitions are the interval. Seeded: the same call gives the same interval.
/// </summary>
public sealed class CaseBootstrap
{
    /// <summary>Undefined resamples before the statistic is given up, as a multiple of the repetitions.</summary>
    private const int Patience = 10;

    /// <param name="repetitions">Repetitions that count.</param>
    /// <param name="seed">Of the generator (xoshiro256**).</param>
    public CaseBootstrap(int repetitions = 1000, int seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(repetitions, 2);
        Repetitions = repetitions;
        Seed = seed;
    }

    /// <summary>A statistic of a resample.</summary>
    /// <param name="weights">How often each case was drawn.</param>
    /// <returns>Null where the resample does not define it: another is drawn.</returns>
    public delegate double? Statistic(ReadOnlySpan<int> weights);

    public int Repetitions { get; }

    public int Seed { get; }

    /// <summary>Intervals of several statistics from the same resamples.</summary>
    /// <param name="cases">Number of cases.</param>
    /// <returns>In the order of the statistics; null for one that almost no resample defines.</returns>
    public IReadOnlyList<PercentileInterval?> Intervals(int cases, params IReadOnlyList<Statistic> statistics)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cases, 1);
        ArgumentNullException.ThrowIfNull(statistics);
        var random = new Xoshiro256StarStar(Seed);
        var weights = new int[cases];
        var repetitions = statistics.Select(_ => new List<double>(Repetitions)).ToList();
        var undefined = new int[statistics.Count];
        for (var drawn = 0; drawn < Repetitions * Patience && repetitions.Any(values => values.Count < Repetitions); drawn++)
        {
            Draw(random, weights);
            for (var index = 0; index < statistics.Count; index++)
            {
                if (repetitions[index].Count == Repetitions)
                    continue;
                if (statistics[index](weights) is { } value)
                    repetitions[index].Add(value);
                else
                    undefined[index]++;
            }
        }

        return [.. repetitions.Select((values, index) => values.Count < Repetitions ? null : PercentileInterval.Of([.. values], undefined[index]))];
    }

    private static void Draw(Random random, int[] weights)
    {
        Array.Clear(weights);
        for (var draw = 0; draw < weights.Length; draw++)
            weights[random.Next(weights.Length)]++;
    }
}
