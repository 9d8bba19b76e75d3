using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Ingestion;
using AxSpA.Cloud.Ingestion.Ledger;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Ingestion;

public class LedgerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [Trait("Requirement", "LED-01")]
    public async Task Facts_in_any_order_and_twice_come_to_the_same_end_and_not_before_the_last(int seed)
    {
        using var folder = new TemporaryFolder();
        await using var harness = await LedgerHarness.StartAsync(folder, dispatching: false);
        var analysis = await harness.AcceptAsync(1);
        await harness.Dispatching.NextAsync(Cancellation);
        var facts = EveryFact(analysis);
        var order = Enumerable.Range(0, 2 * facts.Length).ToArray();
        new Random(seed).Shuffle(order);
        var known = new HashSet<int>();
        foreach (var index in order)
        {
            await facts[index % facts.Length](harness.Ledger);
            known.Add(index % facts.Length);
            (await harness.FindAsync(analysis.AnalysisId)).Ended.ShouldBe(known.Count == facts.Length);
        }

        var result = await harness.FindAsync(analysis.AnalysisId);
        result.State.ShouldBe(AnalysisState.Completed);
        result.Facts.AnatomyAware!.Classified!.Probability.ShouldBe(0.75);
        result.Facts.Standard!.Explained.ShouldNotBeNull();
    }

    [Fact]
    public async Task Who_asks_for_an_unknown_analysis_leaves_nobody_waiting_for_it()
    {
        using var folder = new TemporaryFolder();
        await using var harness = await LedgerHarness.StartAsync(folder, dispatching: false);
        var unknown = Guid.NewGuid();
        var (end, change) = (harness.Signals.EndOf(unknown), harness.Signals.NextChangeOf(unknown));

        await Should.ThrowAsync<UnknownAnalysisException>(() => harness.Results.WaitAsync(unknown, Cancellation));

        (end.IsCompleted, change.IsCompleted).ShouldBe((true, true));
        harness.Signals.EndOf(unknown).IsCompleted.ShouldBeFalse("another wait");
    }

    [Fact]
    public async Task Standard_result_survives_the_rejection_that_decides()
    {
        using var folder = new TemporaryFolder();
        await using var harness = await LedgerHarness.StartAsync(folder, dispatching: false);
        var analysis = await harness.AcceptAsync(1);
        await harness.Dispatching.NextAsync(Cancellation);
        await harness.Ledger.RecordAsync(Facts.Rejected(analysis), Cancellation);
        (await harness.FindAsync(analysis.AnalysisId)).Ended.ShouldBeFalse();
        foreach (var fact in FactsOf(analysis, ClassificationRoute.Standard))
            await fact(harness.Ledger);

        var result = await harness.FindAsync(analysis.AnalysisId);
        result.State.ShouldBe(AnalysisState.Rejected);
        result.Facts.Detail.ShouldBe("expected a sacrum, found none");
        result.Facts.Standard!.Classified!.Probability.ShouldBe(0.75);
    }

    [Fact]
    [Trait("Requirement", "LED-07")]
    public async Task Thousand_pairs_of_last_facts_arriving_at_once_all_end()
    {
        const int Analyses = 1_000;
        using var folder = new TemporaryFolder();
        await using var harness = await LedgerHarness.StartAsync(folder, dispatching: false, ("Ingestion:Ledger:Window", "1000"));
        var rows = new List<AnalysisRow>();
        for (var number = 1; number <= Analyses; number++)
            rows.Add(await harness.AcceptAsync(number));
        await harness.Dispatching.NextAsync(Cancellation);
        foreach (var row in rows)
        {
            foreach (var fact in EveryFact(row)[..^2])
                await fact(harness.Ledger);
        }

        // Both last facts of every analysis over the bus, all at once.
        await Task.WhenAll(rows.SelectMany(row => new[]
        {
            harness.Bus.Publish(Facts.Explained(row, ClassificationRoute.Standard), Cancellation),
            harness.Bus.Publish(Facts.Registered(row, ClassificationRoute.Standard), Cancellation),
        }));
        foreach (var row in rows)
            (await harness.WaitForAsync(row.AnalysisId, result => result.Ended)).State.ShouldBe(AnalysisState.Completed);
    }

    [Fact]
    public async Task Analysis_that_ends_after_it_was_parked_has_ended()
    {
        using var folder = new TemporaryFolder();
        await using var harness = await LedgerHarness.StartAsync(folder, dispatching: false, ("Ingestion:Ledger:MaxAttempts", "1"));
        var analysis = await harness.AcceptAsync(1);
        await harness.Dispatching.NextAsync(Cancellation);
        harness.Time.Advance(TimeSpan.FromHours(1));
        await harness.Dispatching.NextAsync(Cancellation);
        (await harness.FindAsync(analysis.AnalysisId)).State.ShouldBe(AnalysisState.Parked);
        foreach (var fact in EveryFact(analysis))
            await fact(harness.Ledger);
        (await harness.FindAsync(analysis.AnalysisId)).State.ShouldBe(AnalysisState.Completed);
    }

    [Fact]
    public async Task Fact_of_an_unknown_analysis_is_refused()
    {
        using var folder = new TemporaryFolder();
        await using var harness = await LedgerHarness.StartAsync(folder, dispatching: false);
        var stranger = Facts.Registered(await harness.AcceptAsync(1), ClassificationRoute.Standard) with { AnalysisId = Guid.Empty };
        await Should.ThrowAsync<UnknownAnalysisException>(() => harness.Ledger.RecordAsync(stranger, Cancellation));
    }

    [Fact]
    public async Task Same_radiograph_with_other_pixels_is_a_conflict()
    {
        using var folder = new TemporaryFolder();
        await using var harness = await LedgerHarness.StartAsync(folder, dispatching: false);
        await harness.AcceptAsync(1);
        var again = await harness.AcceptAsync(1);
        again.Id.ShouldBe(1);
        LightModels.Write(folder["models"], seed: 9);
        await using var otherModels = await LedgerHarness.StartAsync(folder, dispatching: false);
        await Should.ThrowAsync<IdentityConflictException>(() => otherModels.AcceptAsync(1, new string('f', 64)));
    }

    [Fact]
    [Trait("Requirement", "LED-03")]
    public async Task Current_analysis_follows_the_activation_of_models_not_arrival()
    {
        using var folder = new TemporaryFolder();
        Guid first;
        await using (var harness = await LedgerHarness.StartAsync(folder, dispatching: false))
            first = (await harness.AcceptAsync(1)).AnalysisId;
        Directory.Move(folder["models"], folder["old-models"]);
        LightModels.Write(folder["models"], seed: 9);
        Guid second;
        await using (var harness = await LedgerHarness.StartAsync(folder, dispatching: false))
        {
            second = (await harness.AcceptAsync(1)).AnalysisId;
            (await harness.Results.CurrentAsync("radiograph-1", Cancellation)).ShouldBe(second);
        }

        Directory.Delete(folder["models"], recursive: true);
        Directory.Move(folder["old-models"], folder["models"]);
        await using var back = await LedgerHarness.StartAsync(folder, dispatching: false);
        second.ShouldNotBe(first);
        (await back.Results.CurrentAsync("radiograph-1", Cancellation)).ShouldBe(first);
    }

    private static Func<AnalysisLedger, Task>[] EveryFact(AnalysisRow analysis) =>
    [
        ledger => ledger.RecordAsync(Facts.Segmented(analysis), Cancellation),
        ledger => ledger.RecordAsync(Facts.Cropped(analysis), Cancellation),
        .. FactsOf(analysis, ClassificationRoute.AnatomyAware),
        .. FactsOf(analysis, ClassificationRoute.Standard),
    ];

    private static Func<AnalysisLedger, Task>[] FactsOf(AnalysisRow analysis, ClassificationRoute route) =>
    [
        ledger => ledger.RecordAsync(Facts.Classified(analysis, route), Cancellation),
        ledger => ledger.RecordAsync(Facts.Explained(analysis, route), Cancellation),
        ledger => ledger.RecordAsync(Facts.Registered(analysis, route), Cancellation),
    ];
}
