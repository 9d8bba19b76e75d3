using AxSpA.Cloud.Statistics;
using AxSpA.Cloud.Statistics.Comparison;
using AxSpA.Cloud.Statistics.Diagnosis;

namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>An area under the curve with DeLong's interval, cut at 0 and 1.</summary>
internal static class AreaInterval
{
    public const string Method = "DeLong, normal approximation";

    /// <summary>97.5 % quantile of the standard normal distribution.</summary>
    private const double Z = 1.959963984540054;

    /// <exception cref="ArgumentException">A class has fewer than two cases.</exception>
    public static Estimate Of(ScoredCase[] cases)
    {
        var area = DeLong.Compare(cases, cases);
        var spread = Z * Math.Sqrt(area.FirstVariance);
        return new Estimate(area.FirstArea, Math.Max(0, area.FirstArea - spread), Math.Min(1, area.FirstArea + spread), Method);
    }
}
