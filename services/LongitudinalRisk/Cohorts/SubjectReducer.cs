using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>A subject's records, radiographs and classifications become a state: a function of their set.</summary>
internal static class SubjectReducer
{
    /// <param name="records">The subject's records in this cohort, in any order and number.</param>
    /// <param name="radiographs">What may be the subject's: linked by its pseudonym or named by a visit.</param>
    public static SubjectState Reduce(string subject, IEnumerable<SubjectRecord> records, RadiographIndex radiographs, CohortRules rules)
    {
        var inForce = new RecordsInForce(records);
        var known = inForce.Records.ToList();
        if (known.OfType<ConsentRecord>().Any(consent => !consent.Given))
            return new SubjectState { Subject = subject, ConsentWithdrawn = true, Visits = [], Flags = [], Outcome = ProgressionOutcome.Unresolved, Conflicts = [] };

        var visits = VisitsOf(subject, known, inForce, radiographs, rules);
        var baseline = rules.BaselineVisit is { } name ? visits.Find(visit => visit.Visit == name) : visits.FirstOrDefault();
        var later = baseline is null ? [] : visits.Where(visit => visit.Date > baseline.Date).ToList();
        var followUp = baseline is null ? null : FollowUpOf(baseline, later, rules);
        var state = new SubjectState
        {
            Subject = subject,
            Visits = visits,
            BaselineVisit = baseline?.Visit,
            FollowUpVisit = followUp?.Visit,
            Diagnosis = known.OfType<DiagnosisRecord>().FirstOrDefault()?.Diagnosis,
            Characteristics = known.OfType<CharacteristicsRecord>().FirstOrDefault(),
            Flags = baseline is null ? [] : FlagsOf(baseline),
            Outcome = OutcomeOf(baseline?.Status, followUp),
            Conflicts = [.. known.Where(inForce.InConflict).Select(record => record.Key).Order(StringComparer.Ordinal)],
        };
        return baseline?.Status == ReaderStatus.NonRadiographic ? WithInterval(state, baseline, later) : state;
    }

    private static List<VisitState> VisitsOf(string subject, List<RegistryRecord> known, RecordsInForce inForce, RadiographIndex radiographs, CohortRules rules)
    {
        var readings = known.OfType<ReadingRecord>().ToLookup(reading => reading.Visit);
        return
        [
            .. known.OfType<VisitRecord>()
                .OrderBy(visit => visit.Date)
                .ThenBy(visit => visit.Visit, StringComparer.Ordinal)
                .Select(visit => StateOf(visit, [.. readings[visit.Visit].OrderBy(reading => reading.Reader, StringComparer.Ordinal).Select(reading => Reading.Of(reading, inForce.InConflict(reading)))])),
        ];

        VisitState StateOf(VisitRecord visit, List<Reading> read)
        {
            var radiograph = visit.RadiographId ?? radiographs.Nearest(subject, visit.Date, rules.RadiographWithinDays);
            return new VisitState
            {
                Visit = visit.Visit,
                Date = visit.Date,
                Site = visit.Site,
                RadiographId = radiograph,
                Status = rules.Adjudication.Decide(read),
                Readings = read,
                Classifications = radiograph is null ? [] : radiographs.ClassificationsOf(radiograph),
            };
        }
    }

    public static IReadOnlyList<RiskFlag> FlagsOf(VisitState baseline)
    {
        if (baseline is not { Status: ReaderStatus.NonRadiographic, RadiographId: { } radiograph })
            return [];
        return
        [
            .. baseline.Classifications.Where(classification => classification.Confident).Select(classification => new RiskFlag
            {
                Model = classification.Model,
                Visit = baseline.Visit,
                BaselineDate = baseline.Date,
                RadiographId = radiograph,
                AnalysisId = classification.AnalysisId,
                Probability = classification.Probability,
                LeftJoint = classification.LeftJoint,
                RightJoint = classification.RightJoint,
                Readings = baseline.Readings,
                Superseded = baseline.Classifications.Any(other => other.Model.Supersedes(classification.Model)),
            }),
        ];
    }

    private static VisitState? FollowUpOf(VisitState baseline, List<VisitState> later, CohortRules rules)
    {
        var (first, last) = rules.WindowAfter(baseline.Date);
        var middle = baseline.Date.AddMonths(rules.FollowUpMonths).DayNumber;
        return later
            .Where(visit => visit.Date >= first && visit.Date <= last)
            .OrderBy(visit => visit.Status == ReaderStatus.Unresolved)
            .ThenBy(visit => Math.Abs(visit.Date.DayNumber - middle))
            .FirstOrDefault();
    }

    private static ProgressionOutcome OutcomeOf(ReaderStatus? baseline, VisitState? followUp) => (baseline, followUp?.Status) switch
    {
        (ReaderStatus.Radiographic, _) => ProgressionOutcome.RadiographicAtBaseline,
        (ReaderStatus.NonRadiographic, null) => ProgressionOutcome.NotFollowed,
        (ReaderStatus.NonRadiographic, ReaderStatus.Radiographic) => ProgressionOutcome.Progressed,
        (ReaderStatus.NonRadiographic, ReaderStatus.NonRadiographic) => ProgressionOutcome.NotProgressed,
        _ => ProgressionOutcome.Unresolved,
    };

    private static SubjectState WithInterval(SubjectState state, VisitState baseline, List<VisitState> later)
    {
        var first = later.Find(visit => visit.Status == ReaderStatus.Radiographic)?.Date;
        var last = later.LastOrDefault(visit => visit.Status == ReaderStatus.NonRadiographic && (first is null || visit.Date < first))?.Date;
        return state with
        {
            FirstSeenRadiographic = first,
            LastSeenNonRadiographic = last ?? baseline.Date,
            Reverted = first is not null && later.Exists(visit => visit.Status == ReaderStatus.NonRadiographic && visit.Date > first),
        };
    }
}
