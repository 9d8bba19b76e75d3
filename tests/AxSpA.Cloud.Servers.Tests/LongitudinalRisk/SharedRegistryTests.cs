using System.Diagnostics;
using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Servers.Tests.Database;
using AxSpA.Cloud.Servers.Tests.Messaging;
using AxSpA.Cloud.Tests.LongitudinalRisk;
using Grpc.Core;
using Shouldly;

namespace AxSpA.Cloud.Servers.Tests.LongitudinalRisk;

public sealed class SharedRegistryTests(PostgreSqlFixture postgreSql) : IClassFixture<PostgreSqlFixture>
{
    private static readonly string Radiograph = new('b', 32);

    [Fact]
    [Trait("Requirement", "REG-01")]
    public async Task Registry_is_the_same_in_200_orders_of_arrival_with_duplicates_and_corrections()
    {
        await using var registry = await StartAsync(await postgreSql.FreshAsync());

        await RegistryOrders.CheckAsync(registry, orders: 200);
    }

    [Fact]
    [Trait("Requirement", "REG-03")]
    public async Task Watcher_at_one_replica_has_a_flag_within_a_second_of_its_last_cause_at_another()
    {
        var settings = await postgreSql.FreshAsync();
        await using var written = await StartAsync(settings);
        await using var watched = await StartAsync(settings);
        using var watching = watched.Client.WatchFlags(new WatchFlagsRequest(), cancellationToken: Patience.Token);
        var next = watching.ResponseStream.MoveNext(Patience.Token);
        await written.Client.StreamAsync(new OpenStream(), Baseline("anna", Radiograph));
        await written.ClassifyAsync(Subjects.Classified(Radiograph, 0.9));
        (await next).ShouldBeTrue();
        watching.ResponseStream.Current.RadiographId.ShouldBe(Radiograph);

        // Both are warm now. The quickest of several: a machine that pauses does so for others.
        var quickest = TimeSpan.MaxValue;
        for (var number = 1; number <= 5; number++)
        {
            var radiograph = $"{number:x32}";
            await written.Client.StreamAsync(new OpenStream(), Baseline($"subject-{number}", radiograph));
            var started = Stopwatch.GetTimestamp();
            await written.ClassifyAsync(Subjects.Classified(radiograph, 0.9));
            (await watching.ResponseStream.MoveNext(Patience.Token)).ShouldBeTrue();
            watching.ResponseStream.Current.RadiographId.ShouldBe(radiograph);
            quickest = TimeSpan.FromTicks(Math.Min(quickest.Ticks, Stopwatch.GetElapsedTime(started).Ticks));
        }

        quickest.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    [Trait("Requirement", "REG-03")]
    public async Task Causes_that_come_to_two_replicas_at_once_raise_each_flag_once()
    {
        const int SubjectCount = 60;
        var settings = await postgreSql.FreshAsync();
        await using var first = await StartAsync(settings);
        await using var second = await StartAsync(settings);
        var radiographs = Enumerable.Range(0, SubjectCount).Select(number => $"{number:x32}").ToList();

        await Task.WhenAll(
            first.Client.StreamAsync(new OpenStream(), [.. radiographs.SelectMany(radiograph => Baseline(radiograph, radiograph))]),
            Task.WhenAll(radiographs.Select(radiograph => second.RegisterAsync(Subjects.Classified(radiograph, 0.9)))));

        var flags = await first.Reading.FlagsAfterAsync(0, null, int.MaxValue, Patience.Token);
        flags.Select(flag => flag.RadiographId).Order(StringComparer.Ordinal).ShouldBe(radiographs);
    }

    [Fact]
    [Trait("Requirement", "REG-02")]
    public async Task Stream_that_was_cut_goes_on_at_another_replica()
    {
        const int Records = 2000;
        var settings = await postgreSql.FreshAsync();
        await using var first = await StartAsync(settings);
        await using var second = await StartAsync(settings);
        var records = Enumerable.Range(0, Records).Select(number => Sent.Visit($"subject-{number / 4}", $"M{number % 4}", $"201{number % 4}-03-01")).ToList();
        var open = new OpenStream { Stream = "years" };

        await first.Client.StreamAsync(open, records, cut: 500);
        var (last, _) = await second.Client.StreamAsync(open, [], cut: 0);
        await second.Client.StreamAsync(open, [.. records.Skip((int)last)], first: (int)last + 1);

        last.ShouldBeGreaterThanOrEqualTo(500);
        var cohort = await first.Reading.CohortAsync(Subjects.Cohort, Patience.Token);
        cohort.Subjects.Sum(subject => subject.Visits.Count).ShouldBe(Records);
    }

    /// <summary>The aim is 2,000 records a second on two cores; the bound here only tells a batch from a record at a time on a machine that does other things as well.</summary>
    [Fact]
    public async Task Stream_is_stored_in_batches()
    {
        const int Records = 20_000;
        await using var registry = await StartAsync(await postgreSql.FreshAsync());
        var records = Enumerable.Range(0, Records).Select(number => Sent.Visit($"subject-{number / 5}", $"M{number % 5}", $"201{number % 5}-03-01")).ToList();

        var started = Stopwatch.GetTimestamp();
        var (_, answers) = await registry.Client.StreamAsync(new OpenStream { Stream = "many" }, records);
        var perSecond = Records / Stopwatch.GetElapsedTime(started).TotalSeconds;

        answers.ShouldAllBe(answer => answer.Outcome == RecordOutcome.Accepted);
        TestContext.Current.TestOutputHelper?.WriteLine($"{perSecond:F0} acknowledged records a second");
        perSecond.ShouldBeGreaterThan(100);
    }

    private static FollowUpRecord[] Baseline(string subject, string radiograph)
        => [Sent.Visit(subject, "M0", "2018-03-01", radiograph), Sent.Reading(subject, "M0", "first", 0, 1), Sent.Reading(subject, "M0", "second", 1, 0)];

    private static Task<ServedRegistry> StartAsync(Dictionary<string, string?> settings)
        => ServedRegistry.StartAsync(settings.Where(setting => setting.Key.StartsWith("Hosting:Database:", StringComparison.Ordinal)).Select(setting => (setting.Key, setting.Value!)));
}
