namespace AxSpA.Cloud.Statistics.Diagnosis;

/// <summary>A case with its truth and a model's score.</summary>
/// <param name="Truth">Definite radiographic sacroiliitis.</param>
/// <param name="Score">Probability, 0..1.</param>
public readonly record struct ScoredCase(bool Truth, double Score)
{
    /// <summary>Pairs truths with scores.</summary>
    /// <exception cref="ArgumentException">Different lengths, or a score that is not a number.</exception>
    public static ScoredCase[] Of(IReadOnlyList<bool> truths, IReadOnlyList<double> scores)
    {
        ArgumentNullException.ThrowIfNull(truths);
        ArgumentNullException.ThrowIfNull(scores);
        if (truths.Count != scores.Count)
            throw new ArgumentException($"expected a score for each of {truths.Count} truths, found {scores.Count}", nameof(scores));
        var cases = new ScoredCase[truths.Count];
        for (var index = 0; index < cases.Length; index++)
        {
            if (!double.IsFinite(scores[index]))
                throw new ArgumentException($"expected finite scores, found {scores[index]} at index {index}", nameof(scores));
            cases[index] = new ScoredCase(truths[index], scores[index]);
        }

        return cases;
    }
}
