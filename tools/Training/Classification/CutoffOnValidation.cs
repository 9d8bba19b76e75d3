using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Statistics.Diagnosis;

namespace AxSpA.Cloud.Training.Classification;

/// <summary>The decision rule that a trained classifier is shipped with.</summary>
public static class CutoffOnValidation
{
    /// <summary>The published threshold of a confident answer.</summary>
    public const double PublishedConfident = 0.70;

    /// <summary>
    /// Cut-off of the highest balanced accuracy on the validation cases (<see cref="CutoffChoice"/>; the paper, 2.6), positive strictly above; confident above
    /// 0.70 or, where that is higher, the cut-off. Kept within 0.01 … 0.99: a card's cut-off is neither 0 nor 1.
    /// </summary>
    /// <exception cref="ArgumentException">One of the two classes is missing.</exception>
    public static DecisionRule Choose(ReadOnlySpan<ScoredCase> cases)
    {
        var cutoff = Math.Clamp(CutoffChoice.Best(cases).Cutoff, 0.01, 0.99);
        return new DecisionRule(cutoff, Math.Max(PublishedConfident, cutoff));
    }
}
