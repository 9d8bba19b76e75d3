using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>What is new in a subject's state.</summary>
internal sealed record StateChanges
{
    /// <summary>Visits that are new or say something else.</summary>
    public required IReadOnlyList<VisitState> Visits { get; init; }

    /// <summary>Readings that are new or say something else, or whose radiograph became known.</summary>
    public required IReadOnlyList<(VisitState Visit, Reading Reading)> Readings { get; init; }

    /// <summary>Flags that are new or stand on another analysis.</summary>
    public required IReadOnlyList<RiskFlag> Raised { get; init; }

    /// <summary>Flags without ground now, as they stood.</summary>
    public required IReadOnlyList<RiskFlag> Retracted { get; init; }

    public required IReadOnlyList<RiskFlag> Superseded { get; init; }

    /// <summary>Outcome or interval is another.</summary>
    public required bool Outcome { get; init; }

    /// <summary>Progression is seen, and what <see cref="ProgressionObserved"/> says of it was not said before.</summary>
    public required bool Progression { get; init; }

    public static StateChanges Between(SubjectState? before, SubjectState after)
    {
        var visits = (before?.Visits ?? []).ToDictionary(visit => visit.Visit);
        var flags = (before?.Flags ?? []).ToDictionary(flag => flag.Model);
        var interval = (after.LastSeenNonRadiographic, after.FirstSeenRadiographic);
        var knownInterval = (before?.LastSeenNonRadiographic, before?.FirstSeenRadiographic);
        return new StateChanges
        {
            Visits = [.. after.Visits.Where(visit => !visits.TryGetValue(visit.Visit, out var known) || (known.Date, known.RadiographId) != (visit.Date, visit.RadiographId))],
            Readings =
            [
                .. after.Visits.Where(visit => visit.RadiographId is not null).SelectMany(visit =>
                {
                    var known = visits.GetValueOrDefault(visit.Visit) is { } earlier && earlier.RadiographId == visit.RadiographId ? earlier.Readings : [];
                    return visit.Readings.Except(known).Select(reading => (visit, reading));
                }),
            ],
            Raised = [.. after.Flags.Where(flag => !flags.TryGetValue(flag.Model, out var known) || known.AnalysisId != flag.AnalysisId)],
            Retracted = [.. flags.Values.Where(flag => !after.Flags.Any(kept => kept.Model == flag.Model))],
            Superseded = [.. after.Flags.Where(flag => flag.Superseded && !(flags.TryGetValue(flag.Model, out var known) && known.Superseded))],
            Outcome = before is null ? after.Outcome != ProgressionOutcome.Unresolved : before.Outcome != after.Outcome || interval != knownInterval,
            Progression = after.FirstSeenRadiographic is not null && ProgressionOf(after) != ProgressionOf(before),
        };
    }

    private static (DateOnly? Baseline, DateOnly? LastSeen, DateOnly? FirstSeen, bool? WithinWindow) ProgressionOf(SubjectState? state)
        => (state?.Baseline?.Date, state?.LastSeenNonRadiographic, state?.FirstSeenRadiographic, state?.RadiographicAtFollowUp);
}
