using System.Diagnostics;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Ingestion.Ledger;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Ingestion;

public class FactGatheringTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Requirement", "LED-01")]
    public async Task Facts_of_many_analyses_at_once_end_those_that_lack_no_more_and_only_those()
    {
        using var folder = new TemporaryFolder();
        await using var harness = await LedgerHarness.StartAsync(folder, dispatching: false, ("Ingestion:Ledger:Window", "100"));
        var rows = new List<AnalysisRow>();
        for (var number = 1; number <= 40; number++)
            rows.Add(await harness.AcceptAsync(number));
        await harness.Dispatching.NextAsync(Cancellation);
        var gathering = new FactGathering(harness.Ledger);
        var facts = rows.SelectMany(row => FactsOf(row, whole: row.Id % 2 == 0)).ToArray();
        new Random(4).Shuffle(facts);

        // Each twice, from many threads.
        await Parallel.ForEachAsync(facts.Concat(facts), Cancellation, async (fact, cancellation) => await gathering.RecordAsync(Fact.Of(fact), cancellation));

        foreach (var row in rows)
            (await harness.FindAsync(row.AnalysisId)).Ended.ShouldBe(row.Id % 2 == 0);
    }

    [Fact]
    public async Task Fact_of_an_unknown_analysis_fails_alone()
    {
        using var folder = new TemporaryFolder();
        await using var harness = await LedgerHarness.StartAsync(folder, dispatching: false);
        var row = await harness.AcceptAsync(1);
        await harness.Dispatching.NextAsync(Cancellation);
        var gathering = new FactGathering(harness.Ledger);

        var known = gathering.RecordAsync(Fact.Of(Facts.Segmented(row)), Cancellation);
        var stranger = gathering.RecordAsync(Fact.Of(Facts.Segmented(row) with { AnalysisId = Guid.Empty }), Cancellation);

        await known;
        await Should.ThrowAsync<UnknownAnalysisException>(() => stranger);
        (await harness.FindAsync(row.AnalysisId)).Facts.Segmented.ShouldNotBeNull();
    }

    [Fact]
    public async Task Fact_that_a_stage_follows_waits_a_moment_for_company_and_one_that_may_end_its_analysis_takes_it_along_at_once()
    {
        using var folder = new TemporaryFolder();
        await using var harness = await LedgerHarness.StartAsync(folder, dispatching: false, ("Ingestion:Ledger:Window", "100"));
        var rows = new List<AnalysisRow>();
        for (var number = 1; number <= 10; number++)
            rows.Add(await harness.AcceptAsync(number));
        await harness.Dispatching.NextAsync(Cancellation);
        var (usual, forEver) = (new FactGathering(harness.Ledger), new FactGathering(harness.Ledger, Timeout.InfiniteTimeSpan));

        foreach (var row in rows)
        {
            var started = Stopwatch.GetTimestamp();
            await usual.RecordAsync(Fact.Of(Facts.Segmented(row)), Cancellation);
            Stopwatch.GetElapsedTime(started).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(40));

            // Nothing but the second, which hurries, could end the first one's wait.
            await Task.WhenAll(new object[] { Facts.Cropped(row), Facts.Rejected(row) }.Select(fact => forEver.RecordAsync(Fact.Of(fact), Patience.Token)));
        }
    }

    private static IEnumerable<object> FactsOf(AnalysisRow row, bool whole)
    {
        yield return Facts.Segmented(row);
        yield return Facts.Cropped(row);
        foreach (var route in Enum.GetValues<ClassificationRoute>())
        {
            yield return Facts.Classified(row, route);
            yield return Facts.Explained(row, route);
            if (whole || route == ClassificationRoute.Standard)
                yield return Facts.Registered(row, route);
        }
    }
}
