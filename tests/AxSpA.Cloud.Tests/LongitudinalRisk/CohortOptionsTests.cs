using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using Microsoft.EntityFrameworkCore;
using Shouldly;

namespace AxSpA.Cloud.Tests.LongitudinalRisk;

public class CohortOptionsTests
{
    private static readonly (string Key, string Value)[] Strict =
    [
        ("LongitudinalRisk:Registry:Cohorts:0:Name", "GESPIC"),
        ("LongitudinalRisk:Registry:Cohorts:0:Adjudication", "two-central-either"),
        ("LongitudinalRisk:Registry:Cohorts:0:BaselineVisit", "M0"),
        ("LongitudinalRisk:Registry:Cohorts:0:FollowUpMonths", "12"),
        ("LongitudinalRisk:Registry:Cohorts:0:FollowUpToleranceMonths", "3"),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cohort_follows_the_rules_it_was_given()
    {
        await using var registry = await ServedRegistry.StartAsync(Strict);
        await registry.Client.StreamAsync(new OpenStream(), [Sent.Visit("anna", "M0", "2018-03-01"), Sent.Reading("anna", "M0", "first", 0, 0), Sent.Reading("anna", "M0", "second", 3, 0)]);

        (await registry.Reading.CohortAsync(Subjects.Cohort, Cancellation)).Subjects.Single().BaselineStatus.ShouldBe(Cloud.Contracts.V1.ReaderStatus.Radiographic);
        var cohort = (await registry.Client.ListCohortsAsync(new(), cancellationToken: Cancellation)).Cohorts.Single(cohort => cohort.Name == "GESPIC");
        (cohort.Adjudication, cohort.BaselineVisit, cohort.FollowUpMonths).ShouldBe(("two-central-either", "M0", 12));
    }

    [Fact]
    public async Task Cohort_whose_rules_changed_is_derived_anew_before_it_is_served()
    {
        await using var registry = await ServedRegistry.StartAsync(Strict);
        await registry.BringAsync([.. Subjects.Read("s", "M0", 0, false), .. Subjects.Read("s", "M24", 24, true)]);
        var expected = CohortState.Of([.. Subjects.Read("s", "M0", 0, false), .. Subjects.Read("s", "M24", 24, true)], Subjects.Rules).Subjects.Single();

        await using var later = await ServedRegistry.StartAsync([("Hosting:Folder", registry.Get<Microsoft.Extensions.Options.IOptions<Cloud.Hosting.HostingOptions>>().Value.Folder)]);

        (await later.Reading.CohortAsync(Subjects.Cohort, Cancellation)).Subjects.Single().Outcome.ShouldBe(expected.Outcome);
        expected.Outcome.ShouldBe(ProgressionOutcome.Progressed);
        (await later.Database.ReadAsync(context => context.Outcomes.OrderBy(row => row.Id).Select(row => row.Outcome).ToListAsync(Cancellation), Cancellation))
            .ShouldBe([ProgressionOutcome.NotFollowed, ProgressionOutcome.NotFollowed, ProgressionOutcome.Progressed], "not followed, seen to progress outside the window, then within the usual one");
    }

    [Theory]
    [InlineData("Cohorts:0:Name", "a/b", "Cohorts:0:Name: expected 1 to 64 letters")]
    [InlineData("Cohorts:0:Adjudication", "", "Cohorts:0:Adjudication: expected the name of a rule, found nothing")]
    [InlineData("Cohorts:0:Adjudication", "toss-up", "Cohorts:0:Adjudication: expected one of consensus, local-then-central, three-blinded, two-central, two-central-both, two-central-either, found toss-up")]
    [InlineData("Cohorts:0:FollowUpToleranceMonths", "12", "Cohorts:0:FollowUpToleranceMonths: expected 0 to less than 12 months, found 12")]
    [InlineData("IdentityKey", "", "IdentityKey: expected 32 bytes in Base64, found nothing")]
    [InlineData("IdentityKey", "AAAA", "IdentityKey: expected 32 bytes in Base64, found 3")]
    [InlineData("StreamWindow", "0", "StreamWindow: expected 1 to 10000 records")]
    public async Task Option_that_cannot_be_meant_stops_the_start(string key, string value, string expected)
        => (await Should.ThrowAsync<Exception>(() => ServedRegistry.StartAsync([.. Strict.Where(setting => !setting.Key.EndsWith(key, StringComparison.Ordinal)), ($"LongitudinalRisk:Registry:{key}", value)])))
            .Message.ShouldContain($"LongitudinalRisk:Registry:{expected}");
}
