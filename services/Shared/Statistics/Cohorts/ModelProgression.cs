using AxSpA.Cloud.Statistics.Progression;
using AxSpA.Cloud.Statistics.Survival;

namespace AxSpA.Cloud.Statistics.Cohorts;

/// <summary>What one model's flags say of progression.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Table">Among subjects non-radiographic at baseline, with a decided follow-up in the window, whose baseline it has read.</param>
/// <param name="Unread">The same subjects whose baseline it has not read.</param>
/// <param name="Estimators">Null where the table is empty.</param>
/// <param name="Strata">By site, sex, HLA-B27, elevated CRP.</param>
/// <param name="Flagged">Survival of the flagged.</param>
/// <param name="Unflagged">Survival of the others.</param>
/// <param name="LogRank">On visit times, so an approximation too; null where no event tells the groups apart.</param>
public sealed record ModelProgression(
    string Model,
    ProgressionTable Table,
    int Unread,
    RiskEstimators? Estimators,
    IReadOnlyList<Stratification> Strata,
    GroupSurvival Flagged,
    GroupSurvival Unflagged,
    LogRank? LogRank)
{
    internal static ModelProgression Of(string model, int place, IReadOnlyList<FollowedCase> cases)
    {
        var negative = cases.Where(one => one is { Imaged: true, RadiographicAtBaseline: false }).ToList();
        var decided = negative.Where(one => one is { FollowedInWindow: true, RadiographicAtFollowUp: not null }).ToList();
        var read = decided.Where(one => one.Answers[place] is not null).Select(one => (Case: one, Flagged: one.Answers[place]!.Value.Confident)).ToList();
        var table = Stratification.TableOf(read);
        var seenLater = negative.Where(one => one.Answers[place] is not null && (one.FirstSeenRadiographicYears is not null || one.LastSeenNonRadiographicYears > 0)).ToList();
        List<FollowedCase> flagged = [.. seenLater.Where(one => one.Answers[place]!.Value.Confident)], unflagged = [.. seenLater.Where(one => !one.Answers[place]!.Value.Confident)];
        return new ModelProgression(
            model,
            table,
            decided.Count - read.Count,
            table.Subjects == 0 ? null : RiskEstimators.Of(table),
            [
                Stratification.Of("site", read, one => one.Site),
                Stratification.Of("sex", read, one => one.Sex),
                Stratification.Of("HLA-B27", read, one => Sign(one.HlaB27)),
                Stratification.Of("elevated CRP", read, one => YesNo(one.ElevatedCrp)),
            ],
            GroupSurvival.Of(flagged),
            GroupSurvival.Of(unflagged),
            Survival.LogRank.Of(GroupSurvival.Visits(flagged), GroupSurvival.Visits(unflagged)));
    }

    private static string? Sign(bool? value) => value switch { true => "positive", false => "negative", null => null };

    private static string? YesNo(bool? value) => value switch { true => "yes", false => "no", null => null };
}
