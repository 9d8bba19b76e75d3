using AxSpA.Cloud.Statistics.Survival;

namespace AxSpA.Cloud.Statistics.Cohorts;

/// <summary>Time to radiographic sacroiliitis in one group, in years from baseline.</summary>
/// <param name="Subjects">With any later visit that the readers decide.</param>
/// <param name="Events">Seen radiographic.</param>
/// <param name="KaplanMeier">On visit times: a first approximation, which takes the visit for the change.</param>
/// <param name="Turnbull">Of the intervals between visits; empty where nobody was followed.</param>
/// <param name="LongestYears">Of the follow-ups.</param>
/// <param name="Reverted">Of the events, those seen non-radiographic again later, which a table of flags and progression may count as not progressed.</param>
/// <param name="Conflicting">Of the subjects, those with records that contradict each other.</param>
public sealed record GroupSurvival(int Subjects, int Events, IReadOnlyList<SurvivalStep> KaplanMeier, IReadOnlyList<TurnbullMass> Turnbull, double LongestYears, int Reverted, int Conflicting)
{
    internal static GroupSurvival Of(IReadOnlyList<FollowedCase> followed)
    {
        CensoredInterval[] intervals = [.. followed.Select(one => new CensoredInterval(one.LastSeenNonRadiographicYears!.Value, one.FirstSeenRadiographicYears ?? double.PositiveInfinity))];
        var subjects = Visits(followed);
        return new GroupSurvival(
            followed.Count,
            followed.Count(one => one.FirstSeenRadiographicYears is not null),
            Survival.KaplanMeier.Of(subjects),
            intervals.Length == 0 ? [] : Survival.Turnbull.Of(intervals),
            subjects.Length == 0 ? 0 : subjects.Max(subject => subject.Time),
            followed.Count(one => one.Reverted),
            followed.Count(one => one.HasConflictingRecords));
    }

    /// <summary>As if progression came about on the day of the visit that showed it.</summary>
    internal static FollowedSubject[] Visits(IEnumerable<FollowedCase> followed)
        => [.. followed.Select(one => new FollowedSubject(one.FirstSeenRadiographicYears ?? one.LastSeenNonRadiographicYears!.Value, one.FirstSeenRadiographicYears is not null))];
}
