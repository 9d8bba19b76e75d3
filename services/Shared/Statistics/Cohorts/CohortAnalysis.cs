namespace AxSpA.Cloud.Statistics.Cohorts;

/// <summary>Everything a cohort's report says.</summary>
/// <param name="Flow">From images to progressors.</param>
/// <param name="Models">In the order given.</param>
/// <param name="Comparisons">Each pair of models.</param>
public sealed record CohortAnalysis(CohortFlow Flow, IReadOnlyList<ModelProgression> Models, IReadOnlyList<FollowUpComparison> Comparisons)
{
    /// <summary>Analyses a cohort.</summary>
    /// <param name="models">Names, in the order of each case's answers.</param>
    /// <param name="cases">One a subject.</param>
    /// <exception cref="ArgumentException">A case with another number of answers.</exception>
    public static CohortAnalysis Of(IReadOnlyList<string> models, IReadOnlyList<FollowedCase> cases)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(cases);
        if (cases.FirstOrDefault(one => one.Answers.Count != models.Count) is { } other)
            throw new ArgumentException($"expected an answer or its absence for each of {models.Count} models, found {other.Answers.Count}", nameof(cases));
        var pairs = models.SelectMany((_, first) => Enumerable.Range(first + 1, models.Count - first - 1).Select(second => FollowUpComparison.Of(models, first, second, cases)));
        return new CohortAnalysis(
            CohortFlow.Of(cases),
            [.. models.Select((model, place) => (model, place)).AsParallel().AsOrdered().Select(one => ModelProgression.Of(one.model, one.place, cases))],
            [.. pairs]);
    }
}
