using AxSpA.Cloud.Statistics.Diagnosis;
using MathNet.Numerics.Statistics;

namespace AxSpA.Cloud.Statistics.Calibration;

/// <summary>How sure a model is of the truth (paper, 3.4): the probability it gives the class that a case truly has, by class.</summary>
/// <param name="Truth">The class.</param>
/// <param name="Cases">Of the class; 0 leaves the rest null.</param>
/// <param name="Mean">0..1; higher is surer and right.</param>
/// <param name="Quantiles">5, 25, 50, 75 and 95 %, by linear interpolation (R type 7).</param>
public sealed record ClassConfidence(bool Truth, int Cases, double? Mean, IReadOnlyList<double>? Quantiles)
{
    private static readonly double[] Shares = [0.05, 0.25, 0.5, 0.75, 0.95];

    /// <summary>Of one class.</summary>
    public static ClassConfidence Of(ReadOnlySpan<ScoredCase> cases, bool truth)
    {
        var given = new List<double>();
        foreach (var item in cases)
        {
            if (item.Truth == truth)
                given.Add(truth ? item.Score : 1 - item.Score);
        }

        return given.Count == 0
            ? new ClassConfidence(truth, 0, null, null)
            : new ClassConfidence(truth, given.Count, given.Average(), [.. Shares.Select(share => given.QuantileCustom(share, QuantileDefinition.R7))]);
    }
}
