using System.Text.Json;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using AxSpA.Cloud.LongitudinalRisk.Registry;
using Shouldly;

namespace AxSpA.Cloud.Tests.LongitudinalRisk;

/// <summary>The same records in many orders of arrival, on a database.</summary>
internal static class RegistryOrders
{
    /// <summary>Each order is of a subject of its own, renamed from the same records, so that one database holds them all.</summary>
    public static async Task CheckAsync(ServedRegistry registry, int orders)
    {
        var records = Flagged();
        for (var order = 0; order < orders; order++)
            await registry.BringAsync(MadeUpRecords.Shuffle([.. records.Select(record => Renamed(record, order))], seed: order));

        var cohort = await registry.Reading.CohortAsync(Subjects.Cohort, TestContext.Current.CancellationToken);
        cohort.Subjects.Count.ShouldBe(orders);
        for (var order = 0; order < orders; order++)
        {
            var expected = CohortState.Of(records.Select(record => Renamed(record, order)), Subjects.Rules).Subjects.Single();
            Text(cohort.Subjects.Single(subject => subject.Subject == expected.Subject)).ShouldBe(Text(expected), $"order {order}");
        }

        await FlagsAreThoseOfTheStateAsync(registry, cohort);
    }

    /// <summary>What the log of flags comes to is what the state says.</summary>
    private static async Task FlagsAreThoseOfTheStateAsync(ServedRegistry registry, CohortState cohort)
    {
        var flags = await registry.Reading.FlagsAfterAsync(0, Subjects.Cohort, int.MaxValue, TestContext.Current.CancellationToken);
        var standing = flags.GroupBy(flag => (flag.Subject, flag.ModelVersion)).Where(changes => changes.Last().Change != FlagChange.Retracted).Select(changes => changes.Key);

        standing.Order().ShouldBe(cohort.Subjects.SelectMany(subject => subject.Flags.Select(flag => (subject.Subject, flag.Model.Version))).Order());
        cohort.Subjects.SelectMany(subject => subject.Flags).ShouldNotBeEmpty();
    }

    /// <summary>The first made-up subject whom a model flags and who progresses.</summary>
    private static List<RegistryRecord> Flagged() => Enumerable.Range(0, 1000)
        .Select(seed => MadeUpRecords.Make(subjects: 1, seed))
        .First(records => CohortState.Of(records, Subjects.Rules).Subjects is [{ Flags.Count: > 0, Outcome: ProgressionOutcome.Progressed }]);

    private static RegistryRecord Renamed(RegistryRecord record, int order) => record switch
    {
        VisitRecord visit => visit with { Subject = Name(order), RadiographId = visit.RadiographId is { } radiograph ? Name(radiograph, order) : null },
        SubjectRecord subject => subject with { Subject = Name(order) },
        RadiographRecord radiograph => radiograph with { Subject = Name(order), RadiographId = Name(radiograph.RadiographId, order) },
        ClassificationRecord classification => Subjects.Classified(Name(classification.RadiographId, order), classification.Probability, classification.Model.Version),
        _ => record,
    };

    private static string Name(int order) => $"{order:x32}";

    private static string Name(string radiograph, int order) => $"{order:x8}{radiograph[8..]}";

    private static string Text(SubjectState state) => JsonSerializer.Serialize(state, RecordJson.Options);
}
