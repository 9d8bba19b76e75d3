using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;

namespace AxSpA.Cloud.Tests.LongitudinalRisk;

/// <summary>Records of made-up subjects, short to write.</summary>
internal static class Subjects
{
    public const string Cohort = "GESPIC";

    public static readonly DateOnly BaselineDay = new(2018, 3, 1);

    public static CohortRules Rules { get; } = new() { Cohort = Cohort, Adjudication = AdjudicationRules.TwoCentral };

    public static ModelVersion Model(string version = "1.0.0", ClassificationRoute route = ClassificationRoute.AnatomyAware)
        => new() { Route = route, Name = "sij", Version = version, CardDigest = $"card-{version}", WeightsDigest = $"weights-{version}" };

    public static VisitRecord Visit(string subject, string visit, int months, string? radiograph = null, int revision = 0, string cohort = Cohort) => new()
    {
        Cohort = cohort,
        Subject = subject,
        Visit = visit,
        Date = BaselineDay.AddMonths(months),
        Site = "berlin",
        RadiographId = radiograph,
        Revision = revision,
    };

    public static ReadingRecord Reading(string subject, string visit, string reader, int left, int right, int revision = 0, string cohort = Cohort) => new()
    {
        Cohort = cohort,
        Subject = subject,
        Visit = visit,
        Reader = reader,
        Role = ReaderRole.Central,
        Blinded = true,
        LeftGrade = left,
        RightGrade = right,
        Revision = revision,
    };

    /// <summary>Two central readers who agree.</summary>
    public static IEnumerable<ReadingRecord> Readings(string subject, string visit, bool radiographic)
        => new[] { "first", "second" }.Select(reader => Reading(subject, visit, reader, radiographic ? 2 : 1, radiographic ? 3 : 0));

    /// <summary>A visit that two readers read.</summary>
    public static IEnumerable<RegistryRecord> Read(string subject, string visit, int months, bool radiographic, string? radiograph = null)
        => [Visit(subject, visit, months, radiograph), .. Readings(subject, visit, radiographic)];

    public static ClassificationRecord Classified(string radiograph, double probability, string version = "1.0.0", ClassificationRoute route = ClassificationRoute.AnatomyAware) => new()
    {
        AnalysisId = new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{radiograph}/{version}/{route}")).AsSpan(0, 16)),
        RadiographId = radiograph,
        Model = Model(version, route),
        Probability = probability,
        Positive = probability > 0.59,
        Confident = probability > 0.7,
    };

    public static SubjectState StateOf(params IEnumerable<RegistryRecord> records) => CohortState.Of(records, Rules).Subjects.Single();
}
