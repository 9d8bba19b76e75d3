namespace AxSpA.Cloud.Statistics.Comparison;

/// <summary>Two areas under the curve on the same cases.</summary>
/// <param name="Difference">Second less first, with the interval of the normal approximation.</param>
/// <param name="Z">Standard normal statistic of the difference; null where neither area varies although they differ.</param>
/// <param name="P">Two-sided; null with <paramref name="Z"/>.</param>
public sealed record DeLongResult(
    double FirstArea, double SecondArea, double FirstVariance, double SecondVariance, double Covariance, Estimate Difference, double? Z, double? P)
{
    private const string Method = "DeLong, normal approximation";

    /// <summary>Variances below it are rounding: the same scores twice.</summary>
    private const double Rounding = 1e-15;

    /// <summary>Variance of the difference.</summary>
    public double DifferenceVariance => Math.Max(0, FirstVariance + SecondVariance - (2 * Covariance));

    internal static DeLongResult Of(double first, double second, double firstVariance, double secondVariance, double covariance)
    {
        var difference = second - first;
        var variance = firstVariance + secondVariance - (2 * covariance);
        if (variance <= Rounding)
        {
            var same = Math.Abs(difference) <= Rounding;
            var estimate = new Estimate(difference, same ? 0 : null, same ? 0 : null, Method, "the difference does not vary");
            return new DeLongResult(first, second, firstVariance, secondVariance, covariance, estimate, same ? 0 : null, same ? 1 : null);
        }

        var error = Math.Sqrt(variance);
        var z = difference / error;
        return new DeLongResult(
            first,
            second,
            firstVariance,
            secondVariance,
            covariance,
            Estimate.Of(difference, difference - (NormalTail.Z95 * error), difference + (NormalTail.Z95 * error), Method),
            z,
            NormalTail.TwoSided(z));
    }
}
