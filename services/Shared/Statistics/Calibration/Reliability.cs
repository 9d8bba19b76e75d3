using AxSpA.Cloud.Statistics.Diagnosis;

namespace AxSpA.Cloud.Statistics.Calibration;

/// <summary>Whether probabilities mean what they say.</summary>
public static class Reliability
{
    private const int UsualBins = 10;

    /// <summary>Brier score: mean squared distance of probability and truth, 0 (best) to 1; null without cases.</summary>
    public static double? Brier(ReadOnlySpan<ScoredCase> cases)
    {
        var sum = 0.0;
        foreach (var (truth, score) in cases)
            sum += Math.Pow(score - (truth ? 1 : 0), 2);
        return cases.Length == 0 ? null : sum / cases.Length;
    }

    /// <summary>Expected calibration error: mean distance of a bin's probability and its share of positives, weighted by cases, 0..1; null without cases.</summary>
    public static double? ExpectedError(ReadOnlySpan<ScoredCase> cases, int bins = UsualBins)
    {
        if (cases.Length == 0)
            return null;
        var sum = 0.0;
        foreach (var bin in Curve(cases, bins))
            sum += bin.Cases == 0 ? 0 : bin.Cases * Math.Abs(bin.MeanProbability!.Value - bin.PositiveShare!.Value);
        return sum / cases.Length;
    }

    /// <summary>The reliability curve over bins of equal width.</summary>
    /// <exception cref="ArgumentException">A score outside 0..1.</exception>
    public static IReadOnlyList<ReliabilityBin> Curve(ReadOnlySpan<ScoredCase> cases, int bins = UsualBins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var (counts, probabilities, positives) = (new int[bins], new double[bins], new int[bins]);
        foreach (var (truth, score) in cases)
        {
            if (score is not (>= 0 and <= 1))
                throw new ArgumentException($"expected probabilities 0..1, found {score}", nameof(cases));
            var bin = Math.Min((int)(score * bins), bins - 1);
            counts[bin]++;
            probabilities[bin] += score;
            positives[bin] += truth ? 1 : 0;
        }

        return [.. Enumerable.Range(0, bins).Select(bin => new ReliabilityBin(
            (double)bin / bins,
            (bin + 1.0) / bins,
            counts[bin],
            counts[bin] == 0 ? null : probabilities[bin] / counts[bin],
            counts[bin] == 0 ? null : (double)positives[bin] / counts[bin]))];
    }
}
