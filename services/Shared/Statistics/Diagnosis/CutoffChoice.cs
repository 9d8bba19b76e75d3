namespace AxSpA.Cloud.Statistics.Diagnosis;

/// <summary>The cut-off with the highest balanced accuracy on the grid 0.00, 0.01 … 1.00; the lowest of equals.</summary>
/// <remarks>The paper (2.6) says accuracy; its figures are of balanced accuracy, and so is this.</remarks>
public static class CutoffChoice
{
    private const int Steps = 100;

    /// <summary>The grid's cut-offs.</summary>
    public static IReadOnlyList<double> Grid { get; } = [.. Enumerable.Range(0, Steps + 1).Select(step => step / (double)Steps)];

    /// <summary>The best cut-off and its balanced accuracy.</summary>
    /// <exception cref="ArgumentException">One of the two classes is missing.</exception>
    public static (double Cutoff, double BalancedAccuracy) Best(ReadOnlySpan<ScoredCase> cases)
    {
        var (best, highest) = (0.0, double.NegativeInfinity);
        foreach (var cutoff in Grid)
        {
            var accuracy = ConfusionMatrix.At(cutoff, cases).BalancedAccuracy
                ?? throw new ArgumentException("expected cases of both classes, found one class or none", nameof(cases));
            if (accuracy > highest)
                (best, highest) = (cutoff, accuracy);
        }

        return (best, highest);
    }
}
