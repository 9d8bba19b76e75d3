using AxSpA.Cloud.Statistics.Diagnosis;
using AxSpA.Cloud.Statistics.Resampling;

namespace AxSpA.Cloud.Statistics.Evaluation;

/// <summary>All models on one set, and each pair of them.</summary>
/// <param name="Name">Of the set.</param>
/// <param name="Cases">How many.</param>
/// <param name="Positives">How many are truly positive.</param>
/// <param name="Models">In the order given.</param>
/// <param name="Comparisons">First with second, first with third … second with third …</param>
public sealed record SetEvaluation(
    string Name, int Cases, int Positives, IReadOnlyList<ModelEvaluation> Models, IReadOnlyList<ModelComparison> Comparisons)
{
    /// <summary>Evaluates sets; models of a set are computed side by side, each from its own seeded generator, so the result does not depend on it.</summary>
    /// <exception cref="ArgumentException">A set without cases, or one that cannot choose its cut-off.</exception>
    public static IReadOnlyList<SetEvaluation> Of(IReadOnlyList<ScoredSet> sets, CutoffRule cutoffs, CaseBootstrap bootstrap)
    {
        ArgumentNullException.ThrowIfNull(sets);
        ArgumentNullException.ThrowIfNull(cutoffs);
        return [.. sets.Select(set => Of(set, cutoffs, bootstrap))];
    }

    private static SetEvaluation Of(ScoredSet set, CutoffRule cutoffs, CaseBootstrap bootstrap)
    {
        if (set.Truths.Count == 0)
            throw new ArgumentException($"expected cases in set {set.Name}, found none", nameof(set));
        var scored = set.Models.Select(model => (model.Model, Cases: ScoredCase.Of(set.Truths, model.Scores))).ToList();
        var chosen = scored.Select(model => (model.Model, model.Cases, Cutoff: cutoffs.For(model.Model, model.Cases))).ToList();
        var models = chosen.AsParallel().AsOrdered().Select(model => ModelEvaluation.Of(model.Model, model.Cases, model.Cutoff, bootstrap)).ToList();
        var comparisons = models.SelectMany((first, index) => models.Skip(index + 1).Select(second => ModelComparison.Of(first, second)));
        return new SetEvaluation(set.Name, set.Truths.Count, set.Truths.Count(truth => truth), models, [.. comparisons]);
    }
}
