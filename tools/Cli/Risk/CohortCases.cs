using AxSpA.Cloud.Cli.Shipped;
using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Statistics.Agreement;
using AxSpA.Cloud.Statistics.Cohorts;
using ModelAnswer = AxSpA.Cloud.Statistics.Cohorts.ModelAnswer;
using Wire = AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.Cli.Risk;

/// <summary>A cohort's subjects as the statistics want them.</summary>
/// <param name="Models">Names of the models that have read a baseline; name and version beside where a route has several, or one of synthetic images.</param>
/// <param name="Cases">One a subject.</param>
internal sealed record CohortCases(IReadOnlyList<string> Models, IReadOnlyList<FollowedCase> Cases)
{
    private const double DaysAYear = 365.25;

    public static CohortCases Of(IReadOnlyList<CohortSubject> subjects)
    {
        var models = ModelsOf(subjects.SelectMany(subject => Baseline(subject)?.Answers ?? []));
        return new CohortCases([.. models.Values], [.. subjects.Select(subject => CaseOf(subject, [.. models.Keys]))]);
    }

    /// <summary>Readings of people, and models' answers on the radiographs of the same visits.</summary>
    public static (IReadOnlyList<GivenWord> Readers, IReadOnlyList<GivenWord> Models) Words(IReadOnlyList<CohortSubject> subjects)
    {
        var visits = subjects.SelectMany((subject, number) => subject.Visits.Select(visit => (Subject: number, Visit: visit))).ToList();
        var models = ModelsOf(visits.SelectMany(one => one.Visit.Answers));
        return (
            [.. visits.SelectMany((one, place) => one.Visit.Readings.Select(reading => new GivenWord(
                one.Subject, place, reading.Reader, StatusOf(reading.Status), reading.HasLeftGrade ? reading.LeftGrade : null, reading.HasRightGrade ? reading.RightGrade : null)))],
            [.. visits.SelectMany((one, place) => one.Visit.Answers.Select(answer => new GivenWord(one.Subject, place, models[KeyOf(answer)], answer.Positive, null, null)))]);
    }

    private static FollowedCase CaseOf(CohortSubject subject, IReadOnlyList<(ClassificationRoute, string, string)> models)
    {
        var (baseline, characteristics) = (Baseline(subject), subject.Characteristics ?? new Characteristics());
        return new FollowedCase
        {
            Site = baseline is null ? null : subject.Site,
            Sex = characteristics.Sex switch { Sex.Female => "female", Sex.Male => "male", _ => null },
            HlaB27 = characteristics.HasHlaB27 ? characteristics.HlaB27 : null,
            ElevatedCrp = characteristics.HasElevatedCrp ? characteristics.ElevatedCrp : null,
            Imaged = baseline is { Imaged: true },
            Followed = subject.Visits.Any(visit => visit.Days > 0),
            FollowedInWindow = subject.HasFollowUp,
            RadiographicAtBaseline = baseline is null ? null : StatusOf(baseline.Status),
            RadiographicAtFollowUp = subject.HasFollowUp ? StatusOf(subject.Visits[subject.FollowUp].Status) : null,
            Answers = [.. models.Select(model => AnswerOf(baseline, model))],
            LastSeenNonRadiographicYears = subject.HasLastSeenNonRadiographicDays ? subject.LastSeenNonRadiographicDays / DaysAYear : null,
            FirstSeenRadiographicYears = subject.HasFirstSeenRadiographicDays ? subject.FirstSeenRadiographicDays / DaysAYear : null,
            Reverted = subject.Reverted,
            HasConflictingRecords = subject.ConflictingRecords > 0,
        };
    }

    private static ModelAnswer? AnswerOf(CohortVisit? baseline, (ClassificationRoute, string, string) model)
        => baseline?.Answers.FirstOrDefault(answer => KeyOf(answer) == model) is { } answer ? new ModelAnswer(answer.Positive, answer.Confident) : null;

    private static CohortVisit? Baseline(CohortSubject subject) => subject.HasBaseline ? subject.Visits[subject.Baseline] : null;

    private static bool? StatusOf(ReaderStatus status) => status switch { ReaderStatus.Radiographic => true, ReaderStatus.NonRadiographic => false, _ => null };

    /// <summary>Names by what tells models apart, anatomy-aware first.</summary>
    private static Dictionary<(ClassificationRoute, string, string), string> ModelsOf(IEnumerable<Wire.ModelAnswer> answers)
    {
        var known = answers.DistinctBy(KeyOf).OrderBy(answer => answer.Route).ThenBy(answer => answer.Model.Version, StringComparer.Ordinal).ThenBy(answer => answer.Model.CardDigest, StringComparer.Ordinal).ToList();
        return known.ToDictionary(KeyOf, answer => NameOf(answer, [.. known.Where(other => other.Route == answer.Route)]));
    }

    private static string NameOf(Wire.ModelAnswer answer, List<Wire.ModelAnswer> ofRoute)
    {
        var route = answer.Route == ClassificationRoute.AnatomyAware ? "anatomy-aware" : "standard";
        // The page names models by this alone: one of synthetic images keeps the name that says so.
        if (ofRoute.Count == 1 && ShippedModels.CaveatOf([answer.Model.Name]) is null)
            return route;
        var version = $"{route} {answer.Model.Name} {answer.Model.Version}";
        return ofRoute.Count(other => other.Model.Name == answer.Model.Name && other.Model.Version == answer.Model.Version) == 1 ? version : $"{version} ({answer.Model.CardDigest[..Math.Min(8, answer.Model.CardDigest.Length)]}, {answer.Model.WeightsDigest[..Math.Min(8, answer.Model.WeightsDigest.Length)]})";
    }

    private static (ClassificationRoute Route, string Card, string Weights) KeyOf(Wire.ModelAnswer answer) => (answer.Route, answer.Model.CardDigest, answer.Model.WeightsDigest);
}
