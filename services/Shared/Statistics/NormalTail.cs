using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace AxSpA.Cloud.Statistics;

/// <summary>Tails of the normal distribution, precise where they are small.</summary>
internal static class NormalTail
{
    /// <summary>The 97.5 % quantile: half width of a 95 % interval in standard errors.</summary>
    public static double Z95 { get; } = Normal.InvCDF(0, 1, 0.975);

    /// <summary>Two-sided p of a standard normal statistic.</summary>
    public static double TwoSided(double z) => SpecialFunctions.Erfc(Math.Abs(z) / Math.Sqrt(2));

    /// <summary>Upper tail of a chi-square statistic with one degree of freedom.</summary>
    public static double ChiSquare1(double statistic) => SpecialFunctions.Erfc(Math.Sqrt(statistic / 2));

    /// <summary>Upper tail of a chi-square statistic.</summary>
    /// <param name="degrees">Degrees of freedom, 1 or more.</param>
    public static double ChiSquare(double statistic, int degrees)
        => statistic <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(degrees / 2.0, statistic / 2);
}
