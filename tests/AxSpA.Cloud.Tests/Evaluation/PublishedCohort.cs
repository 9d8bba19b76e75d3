using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using AxSpA.Cloud.LongitudinalRisk.Grpc;
using MadeUp = AxSpA.Cloud.Tests.LongitudinalRisk.Subjects;
using Wire = AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.Tests.Evaluation;

/// <summary>
/// Made-up subjects with the publication's counts (2.5 and 3.5): 436 imaged, 311 followed, 251 after two years, 135 of them negative at baseline, 25 progressed; the
/// anatomy-aware model flags 30 of the 135, of whom 12 progressed, the standard model 48, of whom 11 did.
/// </summary>
internal static class PublishedCohort
{
    private const int Imaged = 436;
    private const int Followed = 311;
    private const int AfterTwoYears = 251;
    private const int Negative = 135;
    private const int Progressed = 25;

    public static IReadOnlyList<RegistryRecord> Records { get; } = [.. Enumerable.Range(0, Imaged).SelectMany(RecordsOf)];

    /// <summary>As reports receive it.</summary>
    public static IReadOnlyList<Wire.CohortSubject> Subjects
        => [.. CohortState.Of(Records, MadeUp.Rules).Subjects.Select(CohortReading.MessageOf)];

    private static IEnumerable<RegistryRecord> RecordsOf(int number)
    {
        var (subject, radiograph) = ($"{number:x32}", $"{number + 4096:x32}");
        var positive = number >= Negative;
        foreach (var record in MadeUp.Read(subject, "M0", 0, positive, radiograph))
            yield return record;
        foreach (var record in FollowUps(number, subject, positive))
            yield return record;
        yield return Classified(radiograph, number is < 12 or (>= Progressed and < Progressed + 18) || positive, ClassificationRoute.AnatomyAware);
        yield return Classified(radiograph, number is < 11 or (>= Progressed and < Progressed + 37) || positive, ClassificationRoute.Standard);
        yield return new CharacteristicsRecord
        {
            Cohort = MadeUp.Cohort,
            Subject = subject,
            Sex = number % 2 == 0 ? Sex.Male : Sex.Female,
            HlaB27 = number % 9 == 0 ? null : number % 5 != 0,
            ElevatedCrp = number % 3 == 0,
        };
    }

    private static IEnumerable<RegistryRecord> FollowUps(int number, string subject, bool positive)
    {
        var radiographic = positive || number < Progressed;
        return number switch
        {
            < AfterTwoYears => MadeUp.Read(subject, "M24", 24, radiographic),
            < Followed => MadeUp.Read(subject, "M48", 48, radiographic),
            _ => [],
        };
    }

    private static ClassificationRecord Classified(string radiograph, bool confident, ClassificationRoute route)
        => MadeUp.Classified(radiograph, confident ? 0.9 : 0.2, route: route);
}
