using AxSpA.Cloud.Statistics.Diagnosis;

namespace AxSpA.Cloud.Statistics.Evaluation;

/// <summary>Where the cut-off of a model comes from.</summary>
/// <param name="Fixed">By model; empty for the best of each set.</param>
public sealed record CutoffRule(IReadOnlyDictionary<string, double> Fixed)
{
    /// <summary>The highest balanced accuracy, chosen on each set itself: optimistic there.</summary>
    public static CutoffRule BestOfEachSet { get; } = new(new Dictionary<string, double>());

    /// <summary>Whether figures at the cut-off were made on the cases that chose it.</summary>
    public bool Optimistic => Fixed.Count == 0;

    /// <summary>The cut-off of a model on a set.</summary>
    /// <exception cref="ArgumentException">No fixed cut-off for this model, or the best asked of a set of one class.</exception>
    public double For(string model, ScoredCase[] cases)
    {
        if (Optimistic)
            return CutoffChoice.Best(cases).Cutoff;
        return Fixed.TryGetValue(model, out var cutoff) ? cutoff : throw new ArgumentException($"expected a cut-off for {model}, found none", nameof(model));
    }
}
