using AxSpA.Cloud.Statistics.Comparison;

namespace AxSpA.Cloud.Statistics.Cohorts;

/// <summary>
/// Two models' answers at baseline, right or wrong against the readers' status at the follow-up in the window. The publication does not say whether its p = 0.0002
/// is of all followed or of those negative at baseline, so both are here.
/// </summary>
/// <param name="AllCases">Followed, decided, read by both.</param>
/// <param name="NegativeCases">The same, non-radiographic at baseline.</param>
public sealed record FollowUpComparison(string First, string Second, int AllCases, McNemar All, int NegativeCases, McNemar Negative)
{
    internal static FollowUpComparison Of(IReadOnlyList<string> models, int first, int second, IReadOnlyList<FollowedCase> cases)
    {
        var decided = cases.Where(one => one is { Imaged: true, FollowedInWindow: true, RadiographicAtFollowUp: not null } && one.Answers[first] is not null && one.Answers[second] is not null).ToList();
        var negative = decided.Where(one => one.RadiographicAtBaseline == false).ToList();
        return new FollowUpComparison(models[first], models[second], decided.Count, Test(decided), negative.Count, Test(negative));

        McNemar Test(List<FollowedCase> among) => McNemar.Of(
            [.. among.Select(one => one.RadiographicAtFollowUp!.Value)],
            [.. among.Select(one => one.Answers[first]!.Value.Positive)],
            [.. among.Select(one => one.Answers[second]!.Value.Positive)]);
    }
}
