using AxSpA.Cloud.Statistics.Comparison;
using AxSpA.Cloud.Statistics.Diagnosis;

namespace AxSpA.Cloud.Statistics.Evaluation;

/// <summary>Two models on the same cases.</summary>
/// <param name="First">Name of the first.</param>
/// <param name="Second">Name of the second.</param>
/// <param name="Areas">DeLong's test, second less first; null where a class has fewer than two cases.</param>
/// <param name="Answers">McNemar's test of the answers at the cut-offs.</param>
public sealed record ModelComparison(string First, string Second, DeLongResult? Areas, McNemar Answers)
{
    /// <summary>Second area less first, with its interval or the reason why there is none.</summary>
    public Estimate AreaDifference
        => Areas?.Difference ?? Estimate.None("DeLong, normal approximation", "not defined: fewer than two cases of a class");

    /// <summary>Compares two evaluations of one set.</summary>
    public static ModelComparison Of(ModelEvaluation first, ModelEvaluation second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var matrix = first.Diagnosis.Confusion;
        var areas = matrix is { Positives: >= 2, Negatives: >= 2 } ? DeLong.Compare(first.Cases, second.Cases) : null;
        return new ModelComparison(first.Model, second.Model, areas, McNemar.Of(Truths(first.Cases), Answers(first), Answers(second)));

        static bool[] Truths(ScoredCase[] cases) => Array.ConvertAll(cases, item => item.Truth);
        static bool[] Answers(ModelEvaluation model) => Array.ConvertAll(model.Cases, item => item.Score > model.Diagnosis.Cutoff);
    }
}
