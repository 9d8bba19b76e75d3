using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AxSpA.Cloud.Reports.Evaluation;
using AxSpA.Cloud.Statistics.Cohorts;
using AxSpA.Cloud.Statistics.Progression;
using AxSpA.Cloud.Statistics.Survival;

namespace AxSpA.Cloud.Reports.Risk;

/// <summary>The numbers of a cohort's report for programs.</summary>
internal static class RiskMetrics
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(string cohort, CohortAnalysis analysis)
    {
        var models = new JsonObject();
        foreach (var model in analysis.Models)
            models.Add(model.Model, Model(model));
        return new JsonObject
        {
            ["cohort"] = cohort,
            ["flow"] = Flow(analysis.Flow),
            ["models"] = models,
            ["comparisons"] = new JsonArray([.. analysis.Comparisons.Select(Comparison)]),
        }.ToJsonString(Indented) + '\n';
    }

    private static JsonObject Flow(CohortFlow flow) => new()
    {
        ["imaged"] = flow.Imaged,
        ["followed"] = flow.Followed,
        ["followedInWindow"] = flow.FollowedInWindow,
        ["nonRadiographicAtBaseline"] = flow.Negative,
        ["progressed"] = flow.Progressed,
        ["radiographicAtBaseline"] = flow.PositiveAtBaseline,
        ["undecidedAtBaseline"] = flow.UndecidedAtBaseline,
        ["undecidedAtFollowUp"] = flow.UndecidedAtFollowUp,
        ["reverted"] = flow.Reverted,
        ["conflicting"] = flow.Conflicting,
        ["undecidedOfImaged"] = flow.Undecided,
        ["unreadByModels"] = flow.Unread,
        ["note"] = "imaged: with a baseline radiograph or reading; each of followed, followedInWindow, nonRadiographicAtBaseline and progressed is a part of the one before",
    };

    private static JsonObject Model(ModelProgression model) => new()
    {
        ["table"] = Table(model.Table),
        ["unread"] = model.Unread,
        ["estimators"] = model.Estimators is { } estimators ? RiskJson.Node(estimators) : null,
        ["strata"] = new JsonArray([.. model.Strata.Select(Strata)]),
        ["survival"] = new JsonObject
        {
            ["flagged"] = Survival(model.Flagged),
            ["unflagged"] = Survival(model.Unflagged),
            ["logRank"] = model.LogRank is { } test ? new JsonObject { ["chi2"] = test.ChiSquare, ["degrees"] = test.Degrees, ["p"] = test.P } : null,
        },
    };

    private static JsonObject Table(ProgressionTable table) => new()
    {
        ["flaggedProgressed"] = table.FlaggedProgressed,
        ["flaggedNot"] = table.FlaggedNot,
        ["unflaggedProgressed"] = table.UnflaggedProgressed,
        ["unflaggedNot"] = table.UnflaggedNot,
    };

    private static JsonObject Strata(Stratification by) => new()
    {
        ["by"] = by.Variable,
        ["strata"] = new JsonArray([.. by.Strata.Select(stratum => new JsonObject { ["value"] = stratum.Value, ["table"] = Table(stratum.Table) })]),
        ["mantelHaenszel"] = new JsonObject { ["oddsRatio"] = RiskJson.Node(by.OddsRatio), ["riskRatio"] = RiskJson.Node(by.RiskRatio), ["p"] = by.TestP },
    };

    private static JsonObject Survival(GroupSurvival group) => new()
    {
        ["n"] = group.Subjects,
        ["events"] = group.Events,
        ["reverted"] = group.Reverted,
        ["conflicting"] = group.Conflicting,
        ["kaplanMeier"] = new JsonArray([.. group.KaplanMeier.Select(Step)]),
        ["turnbull"] = new JsonArray([.. group.Turnbull.Select(Mass)]),
    };

    private static JsonObject Step(SurvivalStep step) => new() { ["years"] = step.Time, ["atRisk"] = step.AtRisk, ["events"] = step.Events, ["survival"] = step.Survival, ["low"] = step.Low, ["high"] = step.High };

    /// <summary>"until" is null where the event lies after the last visit, or never comes.</summary>
    private static JsonObject Mass(TurnbullMass mass) => new()
    {
        ["after"] = mass.After,
        ["until"] = double.IsFinite(mass.Until) ? mass.Until : null,
        ["probability"] = mass.Probability,
        ["survival"] = double.IsFinite(mass.Until) ? mass.Survival : null,
    };

    private static JsonObject Comparison(FollowUpComparison pair) => new()
    {
        ["first"] = pair.First,
        ["second"] = pair.Second,
        ["followed"] = new JsonObject { ["n"] = pair.AllCases, ["mcnemar"] = McNemarNode.Of(pair.All) },
        ["nonRadiographicAtBaseline"] = new JsonObject { ["n"] = pair.NegativeCases, ["mcnemar"] = McNemarNode.Of(pair.Negative) },
    };
}
