namespace AxSpA.Cloud.Statistics.Cohorts;

/// <summary>From images to progressors, step by step (paper, 2.5: 436, 311, 251, 135, 25).</summary>
/// <param name="Imaged">Subjects with a baseline radiograph or a reading of one.</param>
/// <param name="Followed">Of these, with any later visit.</param>
/// <param name="FollowedInWindow">Of these, with a follow-up within the window.</param>
/// <param name="Negative">Of these, non-radiographic at baseline.</param>
/// <param name="Progressed">Of these, radiographic at the follow-up.</param>
/// <param name="PositiveAtBaseline">Followed within the window, radiographic at baseline already.</param>
/// <param name="UndecidedAtBaseline">Followed within the window, baseline undecided by the readers.</param>
/// <param name="UndecidedAtFollowUp">Non-radiographic at baseline, follow-up undecided.</param>
/// <param name="Reverted">Imaged and non-radiographic at baseline, seen radiographic at a later visit and non-radiographic at one after it, within the window or not.</param>
/// <param name="Conflicting">Imaged or not, with records that contradict each other.</param>
/// <param name="Undecided">Imaged, baseline undecided by the readers, followed or not.</param>
/// <param name="Unread">Imaged, baseline read by no model.</param>
public sealed record CohortFlow(
    int Imaged,
    int Followed,
    int FollowedInWindow,
    int Negative,
    int Progressed,
    int PositiveAtBaseline,
    int UndecidedAtBaseline,
    int UndecidedAtFollowUp,
    int Reverted,
    int Conflicting,
    int Undecided,
    int Unread)
{
    public static CohortFlow Of(IReadOnlyList<FollowedCase> cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        var imaged = cases.Where(one => one.Imaged).ToList();
        var inWindow = imaged.Where(one => one.FollowedInWindow).ToList();
        var negative = inWindow.Where(one => one.RadiographicAtBaseline == false).ToList();
        return new CohortFlow(
            imaged.Count,
            imaged.Count(one => one.Followed),
            inWindow.Count,
            negative.Count,
            negative.Count(one => one.RadiographicAtFollowUp == true),
            inWindow.Count(one => one.RadiographicAtBaseline == true),
            inWindow.Count(one => one.RadiographicAtBaseline is null),
            negative.Count(one => one.RadiographicAtFollowUp is null),
            imaged.Count(one => one.Reverted),
            cases.Count(one => one.HasConflictingRecords),
            imaged.Count(one => one.RadiographicAtBaseline is null),
            imaged.Count(one => one.Answers.All(answer => answer is null)));
    }
}
