using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>How flags change from one model version to another, among subjects non-radiographic at baseline.</summary>
public sealed record FlagChurn
{
    public required ModelVersion First { get; init; }

    public required ModelVersion Second { get; init; }

    /// <summary>Flagged by both, by pseudonym; so are the others.</summary>
    public required IReadOnlyList<string> Kept { get; init; }

    /// <summary>Flagged by the first alone, though the second has read the radiograph.</summary>
    public required IReadOnlyList<string> Dropped { get; init; }

    /// <summary>Flagged by the second alone, though the first has read the radiograph.</summary>
    public required IReadOnlyList<string> Raised { get; init; }

    /// <summary>Flagged by neither, read by both.</summary>
    public required int Unflagged { get; init; }

    /// <summary>Read by one of the two only: nothing to compare.</summary>
    public required int ReadByOneOnly { get; init; }

    public static FlagChurn Between(CohortState cohort, ModelVersion first, ModelVersion second)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var atRisk = cohort.Subjects.Where(subject => subject.BaselineStatus == ReaderStatus.NonRadiographic).ToList();
        var read = atRisk.Where(subject => subject.AtBaseline(first) is not null && subject.AtBaseline(second) is not null).ToList();
        return new FlagChurn
        {
            First = first,
            Second = second,
            Kept = Those(before: true, after: true),
            Dropped = Those(before: true, after: false),
            Raised = Those(before: false, after: true),
            Unflagged = Those(before: false, after: false).Count,
            ReadByOneOnly = atRisk.Count(subject => subject.AtBaseline(first) is null != subject.AtBaseline(second) is null),
        };

        List<string> Those(bool before, bool after)
            => [.. read.Where(subject => subject.FlaggedBy(first) == before && subject.FlaggedBy(second) == after).Select(subject => subject.Subject)];
    }
}
