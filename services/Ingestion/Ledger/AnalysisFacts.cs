using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>What the facts of one analysis amount to. Pure: what the ledger knows in, an outcome out.</summary>
internal static class AnalysisFacts
{
    /// <summary>How the analysis ended, or null while a planned route is still under way.</summary>
    /// <remarks>An analysis ends when each planned route has; its outcome is the anatomy-aware route's, or the standard route's where that is the only one.</remarks>
    public static AnalysisOutcome? OutcomeOf(AnalysisPlan plan, IReadOnlyCollection<KnownFact> facts)
    {
        AnalysisOutcome? outcome = null;
        foreach (var route in PlannedRoutes(plan))
        {
            if (OutcomeOf(route, facts) is not { } ended)
                return null;
            outcome ??= ended;
        }

        return outcome;
    }

    /// <summary>The planned routes, the one that decides first.</summary>
    public static IEnumerable<ClassificationRoute> PlannedRoutes(AnalysisPlan plan)
    {
        if (plan.AnatomyAware is not null)
            yield return ClassificationRoute.AnatomyAware;
        if (plan.Standard is not null)
            yield return ClassificationRoute.Standard;
    }

    /// <summary>The event that the end of an analysis is told by.</summary>
    public static AnalysisEnded Ended(AnalysisRow analysis, LateralityBasis laterality, IReadOnlyList<FactRow> facts, AnalysisOutcome outcome)
    {
        var anatomyAware = ResultOf(ClassificationRoute.AnatomyAware, facts);
        return new AnalysisEnded
        {
            AnalysisId = analysis.AnalysisId,
            RadiographId = analysis.RadiographId,
            Plan = LedgerJson.Read<AnalysisPlan>(analysis.Plan),
            Outcome = outcome,
            Detail = outcome switch
            {
                AnalysisOutcome.Parked => $"{analysis.Attempts} attempts, none ended: {analysis.LastFault ?? "no stage said why"}",
                AnalysisOutcome.Rejected => anatomyAware?.Rejected?.Detail,
                _ => null,
            },
            LateralityBasis = laterality,
            Segmented = Find<RadiographSegmented>(ClassificationRoute.AnatomyAware, facts),
            Cropped = Find<SacroiliacJointsCropped>(ClassificationRoute.AnatomyAware, facts),
            AnatomyAware = anatomyAware,
            Standard = ResultOf(ClassificationRoute.Standard, facts),
        };
    }

    private static AnalysisOutcome? OutcomeOf(ClassificationRoute route, IReadOnlyCollection<KnownFact> facts)
    {
        var ofRoute = facts.Where(fact => fact.Route == route).Select(fact => fact.Event).ToHashSet();
        if (Route.Steps.Any(step => step.EndsRoute && ofRoute.Contains(step.Event.Name)))
            return AnalysisOutcome.Rejected;
        return Route.RequiredFacts(route).All(ofRoute.Contains) ? AnalysisOutcome.Completed : null;
    }

    private static RouteResult? ResultOf(ClassificationRoute route, IReadOnlyList<FactRow> facts)
    {
        var result = new RouteResult
        {
            Classified = Find<RadiographClassified>(route, facts),
            Explained = Find<ClassificationExplained>(route, facts),
            Rejected = Find<RadiographRejected>(route, facts),
        };
        return result is { Classified: null, Explained: null, Rejected: null } ? null : result;
    }

    private static TEvent? Find<TEvent>(ClassificationRoute route, IReadOnlyList<FactRow> facts)
        where TEvent : class
        => facts.FirstOrDefault(fact => fact.Event == typeof(TEvent).Name && fact.Route == route) is { } fact
            ? LedgerJson.Read<TEvent>(fact.Payload)
            : null;
}
