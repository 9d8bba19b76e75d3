using System.Diagnostics;
using AxSpA.Cloud.Statistics.Comparison;
using AxSpA.Cloud.Statistics.Diagnosis;
using AxSpA.Cloud.Statistics.Resampling;

namespace AxSpA.Cloud.Benchmarks;

/// <summary>Times the statistics that grow with a registry, on scores drawn from two overlapping normal distributions; the same at every call.</summary>
public static class StatisticsBenchmark
{
    private const int Pairs = 1_000_000;
    private const int Cases = 100_000;
    private const int Resamples = 1000;
    private const double Cutoff = 0.59;

    /// <param name="runs">How often each is measured, at least 1; the first is not warmed up, as a command's only call isn't.</param>
    public static IReadOnlyList<MeasuredFigure> Run(int runs, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        var (first, second) = (Scores(Pairs, seed: 1), Scores(Pairs, seed: 2));
        var cases = Scores(Cases, seed: 3);
        return
        [
            new("DeLong on 1,000,000 pairs", "s", Times(runs, () => DeLong.Compare(first, second), cancellation), Limit: 2, Aim: 1),
            new("1,000 bootstrap resamples of all metrics, 100,000 cases", "s", Times(runs, () => DiagnosticEvaluation.Of(cases, Cutoff, new CaseBootstrap(Resamples)), cancellation), Limit: 10, Aim: 5),
        ];
    }

    private static double[] Times(int runs, Action run, CancellationToken cancellation)
    {
        var times = new double[runs];
        for (var index = 0; index < runs; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            var started = Stopwatch.GetTimestamp();
            run();
            times[index] = Stopwatch.GetElapsedTime(started).TotalSeconds;
        }

        return times;
    }

    /// <summary>Every second case positive, hardly two scores alike: what sorting takes longest for. Truths are the same whatever the seed.</summary>
    private static ScoredCase[] Scores(int count, int seed)
    {
        var random = new Random(seed);
        var cases = new ScoredCase[count];
        for (var index = 0; index < count; index++)
        {
            // The sum of four uniform numbers is near enough to normal.
            var noise = random.NextDouble() + random.NextDouble() + random.NextDouble() + random.NextDouble() - 2;
            var positive = index % 2 == 0;
            cases[index] = new ScoredCase(positive, 1 / (1 + Math.Exp(-(2 * noise) - (positive ? 1 : -1))));
        }

        return cases;
    }
}
