using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.LongitudinalRisk;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using AxSpA.Cloud.LongitudinalRisk.Grpc;
using AxSpA.Cloud.Tests.Hosting;
using AxSpA.Cloud.Tests.Reference;
using AxSpA.Cloud.Tests.Serving;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Events = AxSpA.Cloud.Contracts.V1;
using Wire = AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.Tests.LongitudinalRisk;

public class FlagTests
{
    private static readonly string Radiograph = new('b', 32);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static IReadOnlyList<FollowUpRecord> Baseline =>
        [Sent.Visit("anna", "M0", "2018-03-01", Radiograph), Sent.Reading("anna", "M0", "first", 1, 0), Sent.Reading("anna", "M0", "second", 0, 0)];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Requirement", "REG-03")]
    public async Task Watcher_has_a_flag_within_a_second_of_its_last_cause(bool classificationLast)
    {
        var time = new TimerSignal();
        time.SetUtcNow(DateTimeOffset.UtcNow);
        await using var registry = await ServedRegistry.StartAsync(services => services.AddSingleton<TimeProvider>(time));
        var look = registry.Get<IOptions<RegistryOptions>>().Value.FlagLook;
        look.ShouldBeLessThan(TimeSpan.FromSeconds(1));
        using var watching = registry.Client.WatchFlags(new WatchFlagsRequest { Cohort = Subjects.Cohort }, cancellationToken: Cancellation);
        (await watching.ResponseHeadersAsync).Get(FlagWatch.OpenedHeader).ShouldNotBeNull("a watcher that waits for a flag knows that it waits");
        var next = watching.ResponseStream.MoveNext(Cancellation);
        var classified = Subjects.Classified(Radiograph, 0.93) with { LeftJoint = Events.JointFinding.Intersection, RightJoint = Events.JointFinding.MedianHeightFallback };
        var records = Baseline;
        if (!classificationLast)
            await registry.ClassifyAsync(classified);
        foreach (var record in classificationLast ? records : records.Take(2))
            await registry.Client.ReportRecordAsync(new() { Record = record }, cancellationToken: Cancellation);
        await LookedAsync();
        time.Advance(look);
        await LookedAsync();
        next.IsCompleted.ShouldBeFalse("no flag before its last cause");

        if (classificationLast)
            await registry.ClassifyAsync(classified);
        else
            await registry.Client.ReportRecordAsync(new() { Record = records[2] }, cancellationToken: Cancellation);
        // All that may pass: the watcher waits for nothing else.
        time.Advance(look);
        (await next.WaitAsync(Patience.Token)).ShouldBeTrue();

        var flag = watching.ResponseStream.Current;
        flag.ShouldSatisfyAllConditions(
            () => flag.Change.ShouldBe(FlagChange.Raised),
            () => flag.Subject.ShouldBe(registry.Subject("anna")),
            () => flag.RadiographId.ShouldBe(Radiograph),
            () => flag.AnalysisId.ShouldBe(classified.AnalysisId.ToString()),
            () => flag.Probability.ShouldBe(0.93),
            () => flag.Model.CardDigest.ShouldBe("card-1.0.0"),
            () => flag.BaselineDate.ShouldBe("2018-03-01"),
            () => (flag.LeftJoint, flag.RightJoint).ShouldBe((Wire.JointFinding.Intersection, Wire.JointFinding.MedianHeightFallback)),
            () => flag.Readings.Select(reading => (reading.LeftGrade, reading.RightGrade)).Order().ShouldBe([(0, 0), (1, 0)]));
        var registered = (await registry.Client.GetClassificationsAsync(new() { RadiographId = Radiograph }, cancellationToken: Cancellation)).Classifications.Single();
        (registered.LeftJoint, registered.RightJoint).ShouldBe((flag.LeftJoint, flag.RightJoint));

        async Task LookedAsync()
        {
            while (await time.NextAsync() != look)
            {
                // Another part of the service waits for something else.
            }
        }
    }

    [Fact]
    [Trait("Requirement", "REG-03")]
    public async Task Flag_is_published_once_a_model_version_and_its_history_can_be_watched_from_anywhere()
    {
        await using var registry = await ServedRegistry.StartAsync();
        await registry.Client.StreamAsync(new OpenStream(), Baseline);
        await registry.ClassifyAsync(Subjects.Classified(Radiograph, 0.93));
        // Its ground is taken away and given back: the same flag, which its watchers hear of and nobody is alarmed by twice.
        await registry.Client.ReportRecordAsync(new() { Record = Sent.Reading("anna", "M0", "second", 4, 4, revision: 3) }, cancellationToken: Cancellation);
        await registry.Client.ReportRecordAsync(new() { Record = Sent.Reading("anna", "M0", "second", 1, 1, revision: 4) }, cancellationToken: Cancellation);
        await registry.ClassifyAsync(Subjects.Classified(Radiograph, 0.2, "2.0.0"));

        var changes = await TakeAsync(registry, after: 0, count: 4);
        changes.Select(change => change.Change).ShouldBe([FlagChange.Raised, FlagChange.Retracted, FlagChange.Raised, FlagChange.Superseded]);
        (await TakeAsync(registry, changes[1].Sequence, count: 2)).ShouldBe(changes[2..]);
        var churn = await registry.Client.GetFlagChurnAsync(
            new() { Cohort = Subjects.Cohort, Route = Wire.ClassificationRoute.AnatomyAware, First = "1.0.0", Second = "card-2.0.0" }, cancellationToken: Cancellation);
        churn.Dropped.ShouldBe([registry.Subject("anna")]);
        registry.Seen.OfType<ProgressionRiskFlagged>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Events_tell_of_the_visit_the_grades_the_flag_and_the_progression()
    {
        await using var registry = await ServedRegistry.StartAsync();
        await registry.RegisterAsync(Subjects.Classified(Radiograph, 0.93) with { LeftJoint = Events.JointFinding.NotFound, RightJoint = Events.JointFinding.Intersection });
        await registry.Client.StreamAsync(
            new OpenStream(),
            [.. Baseline, Sent.Visit("anna", "M24", "2020-03-05"), Sent.Reading("anna", "M24", "first", 2, 2), Sent.Reading("anna", "M24", "second", 3, 0)]);

        var published = new List<object>();
        while (published.OfType<ProgressionObserved>().Count() + published.OfType<ProgressionRiskFlagged>().Count() < 2)
            published.Add(await registry.Published.ReadAsync(Cancellation));

        published.OfType<FollowUpReported>().Select(visit => visit.VisitDate).ShouldBe([new(2018, 3, 1), new(2020, 3, 5)]);
        published.OfType<RadiographGraded>().Last().AdjudicatedStatus.ShouldBe(Cloud.Contracts.V1.ReaderStatus.NonRadiographic);
        var flagged = published.OfType<ProgressionRiskFlagged>().Single();
        (flagged.Subject, flagged.Probability, flagged.BaselineDate, flagged.Readings).ShouldBe((registry.Subject("anna"), 0.93, new DateOnly(2018, 3, 1), 2));
        (flagged.LeftJoint, flagged.RightJoint).ShouldBe((Events.JointFinding.NotFound, Events.JointFinding.Intersection));
        published.OfType<ProgressionObserved>().Single().ShouldBe(new ProgressionObserved
        {
            Subject = registry.Subject("anna"),
            Cohort = Subjects.Cohort,
            BaselineDate = new(2018, 3, 1),
            LastSeenNonRadiographic = new(2018, 3, 1),
            FirstSeenRadiographic = new(2020, 3, 5),
            WithinWindow = true,
        });
    }

    [Fact]
    public async Task Progression_is_told_again_when_the_window_decides_otherwise_and_only_then()
    {
        await using var registry = await ServedRegistry.StartAsync();
        var last = Subjects.BaselineDay.AddMonths(40);
        await registry.BringAsync(
        [
            .. Subjects.Read("s", "M0", 0, false),
            .. Subjects.Read("s", "M12", 12, true),
            .. Subjects.Read("s", "M24", 24, true),
            .. Subjects.Read("s", "M24", 24, true),
            Subjects.Reading("s", "M24", "first", 1, 0, revision: 1),
            Subjects.Reading("s", "M24", "second", 0, 0, revision: 1),
            Subjects.Visit("s", "M40", 40),
        ]);

        var published = new List<object>();
        while (!published.OfType<FollowUpReported>().Any(visit => visit.VisitDate == last))
            published.Add(await registry.Published.ReadAsync(Cancellation));

        // Seen outside the window; within it; one reader corrected, so that they disagree; both corrected.
        var observed = published.OfType<ProgressionObserved>().ToList();
        observed.Select(progression => progression.WithinWindow).ShouldBe([null, true, null, false]);
        observed.Select(progression => progression with { WithinWindow = null }).Distinct().ShouldHaveSingleItem().FirstSeenRadiographic.ShouldBe(Subjects.BaselineDay.AddMonths(12));
    }

    [Fact]
    [Trait("Requirement", "REG-03")]
    public async Task Churn_names_the_versions_there_are_where_another_is_asked_for()
    {
        await using var registry = await ServedRegistry.StartAsync();
        await registry.Client.StreamAsync(new OpenStream(), Baseline);
        await registry.RegisterAsync(Subjects.Classified(Radiograph, 0.93));

        var refusal = await Refused.FailureOf(registry.Client.GetFlagChurnAsync(
            new() { Cohort = Subjects.Cohort, Route = Wire.ClassificationRoute.AnatomyAware, First = "1.0.0", Second = "3" }, cancellationToken: Cancellation));

        refusal.Fields().ShouldBe(["second"]);
        refusal.Status.Detail.ShouldContain("sij 1.0.0 (card-1.0.0)");
    }

    private static async Task<List<FlagChanged>> TakeAsync(ServedRegistry registry, long after, int count)
    {
        using var watching = registry.Client.WatchFlags(new WatchFlagsRequest { AfterSequence = after }, cancellationToken: Cancellation);
        return await watching.ResponseStream.ReadAllAsync(Cancellation).Take(count).ToListAsync(Cancellation);
    }
}
