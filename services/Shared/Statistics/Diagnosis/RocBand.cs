using AxSpA.Cloud.Statistics.Resampling;

namespace AxSpA.Cloud.Statistics.Diagnosis;

/// <summary>Pointwise 95 % interval of the sensitivity at a false-positive rate.</summary>
/// <param name="FalsePositiveRate">0..1.</param>
/// <param name="Low">Lower limit of the sensitivity, 0..1.</param>
/// <param name="High">Upper limit of the sensitivity, 0..1.</param>
public readonly record struct RocBand(double FalsePositiveRate, double Low, double High)
{
    private const int Steps = 100;

    /// <summary>The band on false-positive rates 0.00, 0.01 … 1.00: in each resample the curve is read at these rates, straight between its points, the higher end where it is upright.</summary>
    /// <returns>Empty where one of the two classes is missing.</returns>
    public static IReadOnlyList<RocBand> Of(ScoredCase[] cases, CaseBootstrap bootstrap)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(bootstrap);
        if (!Array.Exists(cases, item => item.Truth) || Array.TrueForAll(cases, item => item.Truth))
            return [];
        var falling = Enumerable.Range(0, cases.Length).OrderByDescending(index => cases[index].Score).ToArray();
        var intervals = bootstrap.Intervals(cases.Length, Steps + 1, (weights, values) => Read(cases, falling, weights, values));
        return [.. intervals.Select((interval, step) => interval is null ? (RocBand?)null : new RocBand(step / (double)Steps, interval.Low, interval.High)).OfType<RocBand>()];
    }

    private static void Read(ScoredCase[] cases, int[] falling, ReadOnlySpan<int> weights, Span<double> values)
    {
        values.Fill(double.NaN);
        long positives = 0, negatives = 0;
        for (var index = 0; index < cases.Length; index++)
            (positives, negatives) = cases[index].Truth ? (positives + weights[index], negatives) : (positives, negatives + weights[index]);
        if (positives == 0 || negatives == 0)
            return;
        var step = 0;
        double rate = 0, sensitivity = 0;
        for (var start = 0; start < falling.Length;)
        {
            long tiedPositives = 0, tiedNegatives = 0;
            var end = start;
            for (; end < falling.Length && cases[falling[end]].Score == cases[falling[start]].Score; end++)
            {
                var weight = weights[falling[end]];
                (tiedPositives, tiedNegatives) = cases[falling[end]].Truth ? (tiedPositives + weight, tiedNegatives) : (tiedPositives, tiedNegatives + weight);
            }

            var (nextRate, nextSensitivity) = (rate + ((double)tiedNegatives / negatives), sensitivity + ((double)tiedPositives / positives));
            // A rate is read once the curve has gone beyond it, so that an upright part is read at its upper end.
            for (; step <= Steps && step / (double)Steps < nextRate - 1e-12; step++)
                values[step] = sensitivity + ((nextSensitivity - sensitivity) * ((step / (double)Steps) - rate) / (nextRate - rate));
            (rate, sensitivity, start) = (nextRate, nextSensitivity, end);
        }

        for (; step <= Steps; step++)
            values[step] = 1;
    }
}
