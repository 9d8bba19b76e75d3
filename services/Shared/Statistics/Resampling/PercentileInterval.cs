using MathNet.Numerics.Statistics;

namespace AxSpA.Cloud.Statistics.Resampling;

/// <summary>A percentile bootstrap interval.</summary>
/// <param name="Low">2.5 % quantile of the repetitions.</param>
/// <param name="High">97.5 % quantile of the repetitions.</param>
/// <param name="StandardDeviation">Of the repetitions.</param>
/// <param name="Repetitions">Repetitions that count.</param>
/// <param name="Redrawn">Resamples that left the statistic undefined (one class alone, say) and were drawn again.</param>
public sealed record PercentileInterval(double Low, double High, double StandardDeviation, int Repetitions, int Redrawn)
{
    /// <summary>From the repetitions, quantiles by linear interpolation (R type 7).</summary>
    internal static PercentileInterval Of(double[] repetitions, int redrawn) => new(
        repetitions.QuantileCustom(0.025, QuantileDefinition.R7),
        repetitions.QuantileCustom(0.975, QuantileDefinition.R7),
        repetitions.PopulationStandardDeviation(),
        repetitions.Length,
        redrawn);
}
