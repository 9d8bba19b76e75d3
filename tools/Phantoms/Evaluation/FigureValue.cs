using AxSpA.Cloud.Statistics;
using AxSpA.Cloud.Statistics.Progression;
using AxSpA.Cloud.Statistics.Resampling;
using MathNet.Numerics.Statistics;

namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>A figure of one group of cases: its value, its 95 % interval where it has one, and how many cases it is of.</summary>
public sealed record FigureValue(Estimate Estimate, int Cases)
{
    private const string NoCases = "no case defines it";

    /// <summary>A number without an interval.</summary>
    public static FigureValue Alone(double? value, int cases, string method)
        => new(value is { } number && double.IsFinite(number) ? new Estimate(number, null, null, method) : Estimate.None(method, NoCases), cases);

    /// <summary>A share of cases, with Wilson's interval.</summary>
    public static FigureValue Share(IReadOnlyCollection<bool> cases)
    {
        const string method = "Wilson";
        if (cases.Count == 0)
            return new FigureValue(Estimate.None(method, NoCases), 0);
        var part = cases.Count(one => one);
        var (low, high) = Proportion.Wilson(part, cases.Count);
        return new FigureValue(new Estimate((double)part / cases.Count, low, high, method), cases.Count);
    }

    /// <summary>A mean, cases resampled.</summary>
    public static FigureValue Mean(IReadOnlyList<double> values, CaseBootstrap bootstrap) => Ratio([.. values.Select(value => (value, 1.0))], bootstrap);

    /// <summary>Sum of the first over sum of the second, cases resampled: the ratio of two means, which a case with almost nothing below the line does not blow up.</summary>
    public static FigureValue Ratio(IReadOnlyList<(double Above, double Below)> pairs, CaseBootstrap bootstrap)
    {
        var below = pairs.Sum(pair => pair.Below);
        if (pairs.Count == 0 || below == 0)
            return new FigureValue(Estimate.None(bootstrap.Method, NoCases), pairs.Count);
        var interval = bootstrap.Intervals(pairs.Count, 1, (weights, values) =>
        {
            var (above, under) = (0.0, 0.0);
            for (var index = 0; index < weights.Length; index++)
            {
                above += weights[index] * pairs[index].Above;
                under += weights[index] * pairs[index].Below;
            }

            values[0] = under == 0 ? double.NaN : above / under;
        })[0];
        return new FigureValue(new Estimate(pairs.Sum(pair => pair.Above) / below, interval?.Low, interval?.High, bootstrap.Method), pairs.Count);
    }

    /// <summary>A quantile, linear between neighbours.</summary>
    public static FigureValue Quantile(IReadOnlyCollection<double> values, double share)
        => Alone(values.Count == 0 ? null : values.QuantileCustom(share, QuantileDefinition.R7), values.Count, "quantile, linear");
}
