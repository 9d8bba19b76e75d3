using AxSpA.Cloud.Statistics.Agreement;

namespace AxSpA.Cloud.Phantoms.Cohorts;

/// <summary>How far a cohort's readers agree on the baseline status.</summary>
public static class ReaderKappas
{
    /// <summary>Cohen's kappa of each pair of readers; a pair that chance alone makes agree always is left out, so a single reader gives none.</summary>
    public static IReadOnlyList<double> Of(PhantomCohort cohort)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        int[][] words =
        [
            .. Enumerable.Range(0, cohort.Plan.Readers)
                .Select(reader => cohort.Subjects.Select(subject => subject.Visits[0].Readings[reader].IsRadiographic ? 1 : 0).ToArray()),
        ];
        return [.. words.SelectMany((first, place) => words.Skip(place + 1).Select(second => CohenKappa.Of(first, second, categories: 2))).OfType<double>()];
    }
}
