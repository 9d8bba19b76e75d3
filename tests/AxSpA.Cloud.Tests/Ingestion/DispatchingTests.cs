using AxSpA.Cloud.Ingestion;
using AxSpA.Cloud.Ingestion.Ledger;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Ingestion;

public class DispatchingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Requirement", "LED-02")]
    public async Task Window_bounds_what_is_in_flight()
    {
        using var folder = new TemporaryFolder();
        await using var harness = await LedgerHarness.StartAsync(folder, dispatching: false, ("Ingestion:Ledger:Window", "3"));
        for (var number = 1; number <= 5; number++)
            await harness.AcceptAsync(number);

        (await harness.Dispatching.NextAsync(Cancellation)).Send.Count.ShouldBe(3);
        (await harness.Dispatching.NextAsync(Cancellation)).Send.ShouldBeEmpty();
    }

    [Fact]
    public async Task Attempt_is_counted_before_it_is_sent_and_parked_after_the_last()
    {
        using var folder = new TemporaryFolder();
        await using var harness = await LedgerHarness.StartAsync(folder, dispatching: false);
        var analysis = await harness.AcceptAsync(1);
        foreach (var minutes in new[] { 10, 20, 40 })
        {
            (await harness.Dispatching.NextAsync(Cancellation)).Send.Count.ShouldBe(1);
            harness.Time.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            (await harness.Dispatching.NextAsync(Cancellation)).Send.ShouldBeEmpty();
            harness.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var last = await harness.Dispatching.NextAsync(Cancellation);
        last.Send.ShouldBeEmpty();
        last.Parked.ShouldBe([analysis.AnalysisId]);
        (await harness.FindAsync(analysis.AnalysisId)).Facts.Detail.ShouldBe("3 attempts, none ended: no stage said why");
    }

    [Fact]
    public async Task First_sight_is_said_of_pixels_that_were_never_sent_and_of_no_others()
    {
        using var folder = new TemporaryFolder();
        await using var harness = await LedgerHarness.StartAsync(folder, dispatching: false);
        await harness.AcceptAsync(1);
        var sent = (await harness.Dispatching.NextAsync(Cancellation)).Send.ShouldHaveSingleItem();
        sent.FirstSight.ShouldBeTrue();

        // Lost to infrastructure: the attempt is given back, and was one all the same.
        await harness.Ledger.FaultedAsync(sent.Radiograph.AnalysisId, "away", infrastructure: true, Cancellation);
        harness.Time.Advance(LedgerOptions.InfrastructurePause);
        (await harness.Dispatching.NextAsync(Cancellation)).Send.ShouldHaveSingleItem().FirstSight.ShouldBeFalse();

        await harness.AcceptAsync(2, pixels: $"{1:x64}");
        await harness.AcceptAsync(3);
        await harness.Ledger.RecordAsync(Facts.Rejected(await harness.AcceptAsync(1)), Cancellation);
        await harness.Ledger.RecordAsync(Facts.Rejected(await harness.AcceptAsync(1)) with { Route = Cloud.Contracts.V1.ClassificationRoute.Standard }, Cancellation);
        var later = (await harness.Dispatching.NextAsync(Cancellation)).Send;
        later.Select(sending => (sending.Radiograph.RadiographId, sending.FirstSight)).ShouldBe([("radiograph-2", false), ("radiograph-3", true)]);
    }

    [Fact]
    public async Task Fact_restarts_the_deadline()
    {
        using var folder = new TemporaryFolder();
        await using var harness = await LedgerHarness.StartAsync(folder, dispatching: false);
        var analysis = await harness.AcceptAsync(1);
        await harness.Dispatching.NextAsync(Cancellation);
        harness.Time.Advance(TimeSpan.FromMinutes(9));
        await harness.Ledger.RecordAsync(Facts.Segmented(analysis), Cancellation);
        harness.Time.Advance(TimeSpan.FromMinutes(9));
        (await harness.Dispatching.NextAsync(Cancellation)).Send.ShouldBeEmpty();
        harness.Time.Advance(TimeSpan.FromMinutes(1));
        (await harness.Dispatching.NextAsync(Cancellation)).Send.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Fault_repeats_the_attempt_after_a_pause_that_later_facts_do_not_move()
    {
        using var folder = new TemporaryFolder();
        await using var harness = await LedgerHarness.StartAsync(folder, dispatching: false);
        var analysis = await harness.AcceptAsync(1);
        await harness.Dispatching.NextAsync(Cancellation);
        await harness.Ledger.FaultedAsync(analysis.AnalysisId, "RadiographReceived: no such model", infrastructure: false, Cancellation);
        await harness.Ledger.RecordAsync(Facts.Segmented(analysis), Cancellation);

        (await harness.Dispatching.NextAsync(Cancellation)).Send.ShouldBeEmpty();
        harness.Time.Advance(TimeSpan.FromSeconds(2));
        (await harness.Dispatching.NextAsync(Cancellation)).Send.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Attempts_lost_to_infrastructure_are_repeated_for_ever_and_cost_none()
    {
        using var folder = new TemporaryFolder();
        await using var harness = await LedgerHarness.StartAsync(folder, dispatching: false);
        var analysis = await harness.AcceptAsync(1);
        for (var outage = 1; outage <= 20; outage++)
        {
            (await harness.Dispatching.NextAsync(Cancellation)).Send.Count.ShouldBe(1);
            // Both routes' stages say so; the second is known already.
            await harness.Ledger.FaultedAsync(analysis.AnalysisId, "RadiographReceived: no answer", infrastructure: true, Cancellation);
            await harness.Ledger.FaultedAsync(analysis.AnalysisId, "RadiographReceived: no answer", infrastructure: true, Cancellation);
            await harness.Ledger.RecordAsync(Facts.Segmented(analysis), Cancellation);
            (await harness.Dispatching.NextAsync(Cancellation)).Send.ShouldBeEmpty();
            harness.Time.Advance(LedgerOptions.InfrastructurePause);
        }

        foreach (var _ in Enumerable.Range(1, 3))
        {
            (await harness.Dispatching.NextAsync(Cancellation)).Send.Count.ShouldBe(1);
            await harness.Ledger.FaultedAsync(analysis.AnalysisId, "RadiographReceived: no such model", infrastructure: false, Cancellation);
            harness.Time.Advance(TimeSpan.FromMinutes(1));
        }

        (await harness.Dispatching.NextAsync(Cancellation)).Parked.ShouldBe([analysis.AnalysisId]);
    }

    /// <summary>Two are in flight; the server that one's stage waits for keeps the other's stage too, which gets to say nothing.</summary>
    [Fact]
    public async Task Outage_that_one_consumer_tells_of_parks_nothing_that_waits_behind_it()
    {
        using var folder = new TemporaryFolder();
        await using var harness = await LedgerHarness.StartAsync(folder, dispatching: false);
        var (told, silent) = (await harness.AcceptAsync(1), await harness.AcceptAsync(2));
        (await harness.Dispatching.NextAsync(Cancellation)).Send.Count.ShouldBe(2);

        for (var halfHours = 0; halfHours < 48; halfHours++)
        {
            await harness.Ledger.FaultedAsync(told.AnalysisId, "RadiographReceived: no answer", infrastructure: true, Cancellation);
            harness.Time.Advance(TimeSpan.FromMinutes(30));
            (await harness.Dispatching.NextAsync(Cancellation)).Send.ShouldHaveSingleItem().Radiograph.AnalysisId.ShouldBe(told.AnalysisId);
        }

        harness.Time.Advance(LedgerOptions.OutageGrace);
        (await harness.Dispatching.NextAsync(Cancellation)).Send.Select(sending => (sending.Radiograph.AnalysisId, sending.Attempt))
            .ShouldBe([(told.AnalysisId, 2), (silent.AnalysisId, 2)], ignoreOrder: true);
    }

    [Fact]
    public void Deadlines_and_pauses_of_a_hundred_attempts_stay_within_the_calendar()
    {
        var options = new LedgerOptions { Deadline = TimeSpan.FromDays(7), FaultPause = TimeSpan.FromDays(1) };

        (DateTimeOffset.UnixEpoch + options.DeadlineOf(100)).ShouldBe(DateTimeOffset.UnixEpoch + options.DeadlineOf(11));
        options.FaultPauseOf(100).ShouldBe(options.FaultPauseOf(11));
        options.DeadlineOf(3).ShouldBe(TimeSpan.FromDays(28));
    }

    [Fact]
    public async Task What_was_counted_and_not_sent_waits_again_with_all_its_attempts()
    {
        using var folder = new TemporaryFolder();
        await using var harness = await LedgerHarness.StartAsync(folder, dispatching: false);
        await harness.AcceptAsync(1);
        for (var failure = 1; failure <= 10; failure++)
        {
            var unsent = (await harness.Dispatching.NextAsync(Cancellation)).Send;
            unsent.Count.ShouldBe(1);
            await harness.Dispatching.UnsentAsync([.. unsent.Select(sending => sending.Radiograph.AnalysisId)], Cancellation);
        }

        (await harness.Dispatching.NextAsync(Cancellation)).Send.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Stop_while_an_attempt_lost_to_infrastructure_waits_gives_nothing_back_twice()
    {
        using var folder = new TemporaryFolder();
        await using var harness = await LedgerHarness.StartAsync(folder, dispatching: false, ("Ingestion:Ledger:MaxAttempts", "1"));
        var analysis = await harness.AcceptAsync(1);
        await harness.Dispatching.NextAsync(Cancellation);
        await harness.Ledger.FaultedAsync(analysis.AnalysisId, "RadiographReceived: no answer", infrastructure: true, Cancellation);
        await harness.Dispatching.ReleaseAsync(Cancellation);

        (await harness.Dispatching.NextAsync(Cancellation)).Send.Count.ShouldBe(1);
        await harness.Ledger.FaultedAsync(analysis.AnalysisId, "RadiographReceived: no such model", infrastructure: false, Cancellation);
        harness.Time.Advance(TimeSpan.FromHours(1));
        (await harness.Dispatching.NextAsync(Cancellation)).Parked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Equal_pixels_wait_for_each_other_and_do_not_stop_others()
    {
        using var folder = new TemporaryFolder();
        await using var harness = await LedgerHarness.StartAsync(folder, dispatching: false, ("Ingestion:Ledger:Window", "2"));
        var first = await harness.AcceptAsync(1, new string('a', 64));
        var twin = await harness.AcceptAsync(2, new string('a', 64));
        var other = await harness.AcceptAsync(3);

        (await harness.Dispatching.NextAsync(Cancellation)).Send.Select(sent => sent.Radiograph.AnalysisId).ShouldBe([first.AnalysisId, other.AnalysisId]);
        await harness.Ledger.RecordAsync(Facts.Rejected(first), Cancellation);
        await EndStandardAsync(harness, first);
        (await harness.Dispatching.NextAsync(Cancellation)).Send.Select(sent => sent.Radiograph.AnalysisId).ShouldBe([twin.AnalysisId]);
        (await harness.FindAsync(twin.AnalysisId)).RepeatsEarlier.ShouldBeTrue();
        (await harness.FindAsync(other.AnalysisId)).RepeatsEarlier.ShouldBeFalse();
    }

    [Fact]
    [Trait("Requirement", "LED-05")]
    public async Task Input_that_kills_the_process_is_parked_after_three_attempts_and_the_others_complete()
    {
        using var folder = new TemporaryFolder();
        Guid killer = default;
        var ended = new HashSet<Guid>();
        for (var life = 1; life <= 4; life++)
        {
            await using var harness = await LedgerHarness.StartAsync(folder, dispatching: false, ("Ingestion:Ledger:Window", "4"));
            if (life == 1)
            {
                for (var number = 1; number <= 6; number++)
                {
                    var analysis = await harness.AcceptAsync(number);
                    killer = number == 3 ? analysis.AnalysisId : killer;
                }
            }

            await harness.Dispatching.RecoverAsync(Cancellation);
            (await LiveAsync(harness, killer, ended)).ShouldBe(life == 4 ? [killer] : []);
        }

        ended.Count.ShouldBe(5);
        ended.ShouldNotContain(killer);
    }

    /// <summary>One life of a process: ends whatever is sent, until the killer is sent (dead), or nothing is left; returns what was parked.</summary>
    private static async Task<List<Guid>> LiveAsync(LedgerHarness harness, Guid killer, HashSet<Guid> ended)
    {
        var parked = new List<Guid>();
        while (true)
        {
            var dispatch = await harness.Dispatching.NextAsync(Cancellation);
            parked.AddRange(dispatch.Parked);
            if (dispatch is { Send.Count: 0, Parked.Count: 0 } || dispatch.Send.Any(sent => sent.Radiograph.AnalysisId == killer))
                return parked;
            foreach (var sent in dispatch.Send.Select(sending => sending.Radiograph))
            {
                var row = new AnalysisRow
                {
                    AnalysisId = sent.AnalysisId,
                    RadiographId = sent.RadiographId,
                    PixelDigest = sent.Image.Sha256,
                    PlanDigest = sent.Plan.Digest,
                    Plan = LedgerJson.Write(sent.Plan),
                    AcceptedAt = harness.Time.GetUtcNow(),
                };
                await harness.Ledger.RecordAsync(Facts.Rejected(row), Cancellation);
                await EndStandardAsync(harness, row);
                ended.Add(sent.AnalysisId).ShouldBeTrue("sent after it had ended");
            }
        }
    }

    [Fact]
    [Trait("Requirement", "LED-06")]
    public async Task Queue_behind_a_stalled_stage_is_not_driven_beyond_window_times_attempts()
    {
        const int Queued = 5_000, Window = 8, Attempts = 3;
        using var folder = new TemporaryFolder();
        await using var harness = await LedgerHarness.StartAsync(folder, dispatching: false);
        for (var number = 1; number <= Queued; number++)
            await harness.AcceptAsync(number);

        var sent = 0;
        for (var second = 0; second < 3600; second += 5)
        {
            sent += (await harness.Dispatching.NextAsync(Cancellation)).Send.Count;
            harness.Time.Advance(TimeSpan.FromSeconds(5));
        }

        sent.ShouldBeInRange(Window, Window * Attempts);
    }

    [Fact]
    public async Task Replay_gives_a_parked_analysis_all_its_attempts_again()
    {
        using var folder = new TemporaryFolder();
        await using var harness = await LedgerHarness.StartAsync(folder, dispatching: false, ("Ingestion:Ledger:MaxAttempts", "1"));
        var analysis = await harness.AcceptAsync(1);
        await harness.Dispatching.NextAsync(Cancellation);
        harness.Time.Advance(TimeSpan.FromHours(1));
        (await harness.Dispatching.NextAsync(Cancellation)).Parked.Count.ShouldBe(1);
        (await harness.Results.ParkedAsync(Cancellation)).Select(row => row.AnalysisId).ShouldBe([analysis.AnalysisId]);

        (await harness.Ledger.ReplayAsync(null, Cancellation)).ShouldBe(1);
        (await harness.Dispatching.NextAsync(Cancellation)).Send.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Busy_intake_says_so_and_keeps_nothing()
    {
        using var folder = new TemporaryFolder();
        await using var harness = await LedgerHarness.StartAsync(folder, dispatching: false, ("Ingestion:Ledger:MaxQueued", "1"));
        await harness.AcceptAsync(1);
        (await Should.ThrowAsync<IntakeBusyException>(() => harness.AcceptAsync(2))).Message.ShouldBe("expected fewer than 1 analyses waiting, found 1");
        (await harness.Dispatching.NextAsync(Cancellation)).Send.Count.ShouldBe(1);
        (await harness.Dispatching.NextAsync(Cancellation)).Send.ShouldBeEmpty();
    }

    [Fact]
    public async Task Intake_is_busy_at_its_limit_though_it_does_not_count_at_every_radiograph()
    {
        const int Limit = 30;
        using var folder = new TemporaryFolder();
        await using var harness = await LedgerHarness.StartAsync(folder, dispatching: false, ("Ingestion:Ledger:MaxQueued", $"{Limit}"));
        for (var number = 1; number <= Limit; number++)
            await harness.AcceptAsync(number);

        (await Should.ThrowAsync<IntakeBusyException>(() => harness.AcceptAsync(Limit + 1))).Message.ShouldBe("expected fewer than 30 analyses waiting, found 30");
    }

    private static async Task EndStandardAsync(LedgerHarness harness, AnalysisRow analysis)
    {
        const Cloud.Contracts.V1.ClassificationRoute Standard = Cloud.Contracts.V1.ClassificationRoute.Standard;
        await harness.Ledger.RecordAsync(Facts.Classified(analysis, Standard), Cancellation);
        await harness.Ledger.RecordAsync(Facts.Explained(analysis, Standard), Cancellation);
        await harness.Ledger.RecordAsync(Facts.Registered(analysis, Standard), Cancellation);
    }
}
