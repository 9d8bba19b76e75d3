using System.Text.Json;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Outbox;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>A changed state becomes rows of flags and outcomes, and events in the outbox of the same transaction.</summary>
internal static class Consequences
{
    public static async Task OfAsync(
        RegistryContext registry, SubjectKey subject, SubjectState? before, SubjectState after, DateTimeOffset now, CancellationToken cancellation)
    {
        var changes = StateChanges.Between(before, after);
        foreach (var visit in changes.Visits)
            registry.Publish(new FollowUpReported { Subject = subject.Subject, Cohort = subject.Cohort, VisitDate = visit.Date, RadiographId = visit.RadiographId });
        foreach (var (visit, reading) in changes.Readings)
            registry.Publish(GradedEvent(visit, reading));
        await RecordFlagsAsync(registry, subject, changes, now, cancellation);
        if (changes.Outcome)
            registry.Outcomes.Add(OutcomeOf(subject, after, now));
        if (changes.Progression)
            registry.Publish(ObservedEvent(subject, after));
    }

    private static async Task RecordFlagsAsync(RegistryContext registry, SubjectKey subject, StateChanges changes, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var flag in changes.Retracted)
            registry.Flags.Add(RowOf(subject, flag, FlagChange.Retracted, now));
        foreach (var flag in changes.Raised)
        {
            // Once a model version, even where a flag was retracted and raised again.
            var published = await registry.Flags.AnyAsync(
                row => row.Cohort == subject.Cohort && row.Subject == subject.Subject && row.Change == FlagChange.Raised
                    && row.Route == flag.Model.Route && row.ModelCardDigest == flag.Model.CardDigest && row.ModelWeightsDigest == flag.Model.WeightsDigest,
                cancellation);
            registry.Flags.Add(RowOf(subject, flag, FlagChange.Raised, now));
            if (!published)
                registry.Publish(FlaggedEvent(subject, flag));
        }

        foreach (var flag in changes.Superseded)
            registry.Flags.Add(RowOf(subject, flag, FlagChange.Superseded, now));
    }

    private static FlagRow RowOf(SubjectKey subject, RiskFlag flag, FlagChange change, DateTimeOffset now) => new()
    {
        Change = change,
        Cohort = subject.Cohort,
        Subject = subject.Subject,
        RadiographId = flag.RadiographId,
        AnalysisId = flag.AnalysisId,
        Route = flag.Model.Route,
        ModelName = flag.Model.Name,
        ModelVersion = flag.Model.Version,
        ModelCardDigest = flag.Model.CardDigest,
        ModelWeightsDigest = flag.Model.WeightsDigest,
        Probability = flag.Probability,
        BaselineDate = flag.BaselineDate,
        Evidence = JsonSerializer.Serialize(flag, RecordJson.Options),
        At = now,
    };

    private static OutcomeRow OutcomeOf(SubjectKey subject, SubjectState state, DateTimeOffset now) => new()
    {
        Cohort = subject.Cohort,
        Subject = subject.Subject,
        Outcome = state.Outcome,
        LastSeenNonRadiographic = state.LastSeenNonRadiographic,
        FirstSeenRadiographic = state.FirstSeenRadiographic,
        At = now,
    };

    private static RadiographGraded GradedEvent(VisitState visit, Reading reading) => new()
    {
        RadiographId = visit.RadiographId!,
        Reader = reading.Reader,
        LeftGrade = reading.LeftGrade,
        RightGrade = reading.RightGrade,
        AdjudicatedStatus = visit.Status,
    };

    private static ProgressionRiskFlagged FlaggedEvent(SubjectKey subject, RiskFlag flag) => new()
    {
        Subject = subject.Subject,
        Cohort = subject.Cohort,
        RadiographId = flag.RadiographId,
        AnalysisId = flag.AnalysisId,
        Model = new PlannedModel
        {
            Name = flag.Model.Name,
            Version = flag.Model.Version,
            CardDigest = flag.Model.CardDigest,
            WeightsDigest = flag.Model.WeightsDigest,
        },
        Probability = flag.Probability,
        Route = flag.Model.Route,
        BaselineDate = flag.BaselineDate,
        Readings = flag.Readings.Count,
        LeftJoint = flag.LeftJoint,
        RightJoint = flag.RightJoint,
    };

    private static ProgressionObserved ObservedEvent(SubjectKey subject, SubjectState state) => new()
    {
        Subject = subject.Subject,
        Cohort = subject.Cohort,
        BaselineDate = state.Baseline!.Date,
        LastSeenNonRadiographic = state.LastSeenNonRadiographic!.Value,
        FirstSeenRadiographic = state.FirstSeenRadiographic!.Value,
        WithinWindow = state.RadiographicAtFollowUp,
    };
}
