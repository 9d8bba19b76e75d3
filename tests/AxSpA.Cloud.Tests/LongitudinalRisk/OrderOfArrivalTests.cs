using System.Text.Json;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using Shouldly;

namespace AxSpA.Cloud.Tests.LongitudinalRisk;

public class OrderOfArrivalTests
{
    [Fact]
    [Trait("Requirement", "REG-01")]
    public void State_is_the_same_in_10_000_random_orders_with_duplicates_corrections_and_withdrawals()
    {
        const int Orders = 10_000;
        var cohorts = Enumerable.Range(0, 20).Select(seed => MadeUpRecords.Make(subjects: 3, seed)).ToList();
        var expected = cohorts.ConvertAll(Text);

        for (var order = 0; order < Orders; order++)
            Text(MadeUpRecords.Shuffle(cohorts[order % cohorts.Count], seed: order)).ShouldBe(expected[order % cohorts.Count], $"order {order}");

        expected.ShouldBeUnique();
        cohorts.ShouldContain(records => CohortState.Of(records, Subjects.Rules).Subjects.Any(subject => subject.Flags.Count > 0));
        cohorts.ShouldContain(records => CohortState.Of(records, Subjects.Rules).Subjects.Any(subject => subject.Outcome == ProgressionOutcome.Progressed));
        cohorts.ShouldContain(records => CohortState.Of(records, Subjects.Rules).Subjects.Any(subject => subject.Conflicts.Count > 0));
        cohorts.ShouldContain(records => CohortState.Of(records, Subjects.Rules).ConsentWithdrawn > 0);
    }

    private static string Text(IEnumerable<RegistryRecord> records) => JsonSerializer.Serialize(CohortState.Of(records, Subjects.Rules), RecordJson.Options);
}
