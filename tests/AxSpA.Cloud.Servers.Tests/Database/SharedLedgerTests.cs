using System.Collections.Concurrent;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Hosting.Outbox;
using AxSpA.Cloud.Ingestion;
using AxSpA.Cloud.Ingestion.Ledger;
using AxSpA.Cloud.Servers.Tests.Messaging;
using AxSpA.Cloud.Servers.Tests.Servers;
using AxSpA.Cloud.Tests.Ingestion;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace AxSpA.Cloud.Servers.Tests.Database;

/// <summary>Two replicas of Ingestion on one ledger. No stage listens, and no dispatcher runs but where a test asks one.</summary>
[Trait("Requirement", "DAT-01")]
public sealed class SharedLedgerTests(PostgreSqlFixture postgreSql) : IClassFixture<PostgreSqlFixture>
{
    [Fact]
    public async Task Thousand_pairs_of_last_facts_arriving_at_once_at_two_replicas_all_end_once()
    {
        const int Analyses = 1_000;
        var settings = await postgreSql.FreshAsync();
        await using var first = await StartAsync(settings);
        await using var second = await StartAsync(settings);
        var rows = await AcceptAsync(first, Analyses);
        await first.Database<LedgerContext>().WriteAsync(
            ledger =>
            {
                foreach (var row in rows)
                    ledger.Facts.AddRange(AllButTheLast(row));
                return Task.CompletedTask;
            },
            Patience.Token);

        var pairs = rows.SelectMany(row => new Func<Task>[]
        {
            () => Ledger(first).RecordAsync(Facts.Explained(row, ClassificationRoute.Standard), Patience.Token),
            () => Ledger(second).RecordAsync(Facts.Registered(row, ClassificationRoute.Standard), Patience.Token),
            () => Ledger(first).RecordAsync(Facts.Registered(row, ClassificationRoute.Standard), Patience.Token),
        });
        await Parallel.ForEachAsync(pairs, new ParallelOptions { MaxDegreeOfParallelism = 24 }, async (record, _) => await record());

        var (states, facts) = await first.Database<LedgerContext>().ReadAsync(
            async ledger => (await ledger.Analyses.Select(row => row.State).ToListAsync(Patience.Token), await ledger.Facts.CountAsync(Patience.Token)),
            Patience.Token);
        states.ShouldAllBe(state => state == AnalysisState.Completed);
        facts.ShouldBe(8 * Analyses);
        (await EndedAsync(Analyses, first, second)).Distinct().Count().ShouldBe(Analyses);
    }

    /// <summary>Otherwise two transactions could each wait for the other's row.</summary>
    [Fact]
    public async Task Dispatcher_locks_what_is_due_and_what_waits_in_the_order_in_which_facts_lock()
    {
        var settings = await postgreSql.FreshAsync();
        await using var replica = await StartAsync(settings);
        var rows = await AcceptAsync(replica, 2);
        var (waiting, due) = (rows.MinBy(row => row.Id)!.Id, rows.MaxBy(row => row.Id)!.Id);
        await replica.Database<LedgerContext>().WriteAsync(
            ledger => ledger.Analyses.Where(row => row.Id == due).ExecuteUpdateAsync(
                row => row
                    .SetProperty(analysis => analysis.State, AnalysisState.InFlight)
                    .SetProperty(analysis => analysis.Attempts, 1)
                    .SetProperty(analysis => analysis.DeadlineAt, DateTimeOffset.UnixEpoch),
                Patience.Token),
            Patience.Token);
        Task<Dispatch>? next = null;

        await replica.Database<LedgerContext>().WriteAsync(
            async ledger =>
            {
                await LockAsync(ledger, waiting);
                next = replica.Services.GetRequiredService<Dispatching>().NextAsync(Patience.Token);
                while (await ledger.Database.SqlQuery<int>($"""SELECT count(*)::int AS "Value" FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'""").SingleAsync(Patience.Token) == 0)
                    await Task.Delay(20, Patience.Token);
                await ledger.Database.ExecuteSqlAsync($"SET LOCAL lock_timeout = '500ms'", Patience.Token);
                await LockAsync(ledger, due);
            },
            Patience.Token);

        (await next!).Send.Count.ShouldBe(2);

        static Task LockAsync(LedgerContext ledger, long id) => ledger.Analyses.AsNoTracking().Where(row => row.Id == id).ForUpdate().ToListAsync(Patience.Token);
    }

    [Fact]
    public async Task Two_dispatchers_send_each_analysis_once_and_never_more_than_the_window()
    {
        const int Analyses = 500, Window = 8;
        var settings = await postgreSql.FreshAsync();
        settings["Ingestion:Ledger:Window"] = $"{Window}";
        await using var first = await StartAsync(settings);
        await using var second = await StartAsync(settings);
        var rows = (await AcceptAsync(first, Analyses)).ToDictionary(row => row.AnalysisId);
        var sent = new ConcurrentQueue<Guid>();
        var most = 0;

        await Task.WhenAll(new[] { first, second, first, second }.Select(replica => Task.Run(async () =>
        {
            while (sent.Count < Analyses)
            {
                var dispatch = await replica.Services.GetRequiredService<Dispatching>().NextAsync(Patience.Token);
                foreach (var radiograph in dispatch.Send.Select(sending => sending.Radiograph))
                    sent.Enqueue(radiograph.AnalysisId);
                var inFlight = await replica.Database<LedgerContext>().ReadAsync(
                    ledger => ledger.Analyses.CountAsync(row => row.State == AnalysisState.InFlight, Patience.Token), Patience.Token);
                InterlockedMax(ref most, inFlight);
                foreach (var radiograph in dispatch.Send.Select(sending => sending.Radiograph))
                    await RejectAsync(replica, rows[radiograph.AnalysisId]);
            }
        })));

        most.ShouldBeInRange(1, Window);
        sent.Count.ShouldBe(Analyses);
        sent.Distinct().Count().ShouldBe(Analyses);
        (await first.Database<LedgerContext>().ReadAsync(
            ledger => ledger.Analyses.Where(row => row.Attempts != 1 || row.State != AnalysisState.Rejected).CountAsync(Patience.Token), Patience.Token)).ShouldBe(0);
    }

    [Fact]
    public async Task Same_radiograph_accepted_by_two_replicas_at_once_is_one_and_with_other_pixels_a_conflict()
    {
        const int Radiographs = 100;
        var settings = await postgreSql.FreshAsync();
        await using var first = await StartAsync(settings);
        await using var second = await StartAsync(settings);

        for (var number = 0; number < Radiographs; number++)
        {
            var (id, other) = (number, number % 2 == 0 ? "f" : "0");
            var tries = await Task.WhenAll(new[] { (first, "0"), (second, other) }.Select(pair => Task.Run(() => TryAcceptAsync(pair.Item1, id, pair.Item2))));

            tries.Count(accepted => accepted == true).ShouldBe(1);
            tries.Count(accepted => accepted is null).ShouldBe(other == "f" ? 1 : 0);
        }

        (await first.Database<LedgerContext>().ReadAsync(
            async ledger => (await ledger.Analyses.CountAsync(Patience.Token), await ledger.Radiographs.CountAsync(Patience.Token)), Patience.Token))
            .ShouldBe((Radiographs, Radiographs));
    }

    [Fact]
    public async Task Current_analysis_is_of_a_plan_that_was_activated()
    {
        await using var replica = await StartAsync(await postgreSql.FreshAsync());
        var plan = replica.Services.GetRequiredService<ActivePlan>().Plan;
        var (active, _) = await Ledger(replica).AcceptAsync(Radiograph(1), plan, known: false, Patience.Token);
        await Ledger(replica).AcceptAsync(Radiograph(1), plan with { Digest = new string('e', 64) }, known: false, Patience.Token);

        (await replica.Services.GetRequiredService<AnalysisResults>().CurrentAsync(active.RadiographId, Patience.Token)).ShouldBe(active.AnalysisId);
    }

    private static Task<Replica> StartAsync(IReadOnlyDictionary<string, string?> settings)
        => Replica.StartAsync(
            settings,
            composition => composition.AddIngestion(),
            services => services.Remove(services.Single(service => service.ImplementationType == typeof(Dispatcher))));

    private static AnalysisLedger Ledger(Replica replica) => replica.Services.GetRequiredService<AnalysisLedger>();

    private static async Task<List<AnalysisRow>> AcceptAsync(Replica replica, int count)
    {
        var plan = replica.Services.GetRequiredService<ActivePlan>().Plan;
        var rows = new ConcurrentBag<AnalysisRow>();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) =>
            rows.Add((await Ledger(replica).AcceptAsync(Radiograph(number), plan, known: false, Patience.Token)).Analysis));
        return [.. rows];
    }

    /// <returns>Whether this call wrote it; null where it is known with other pixels.</returns>
    private static async Task<bool?> TryAcceptAsync(Replica replica, int number, string lead)
    {
        try
        {
            return (await Ledger(replica).AcceptAsync(Radiograph(number, lead), replica.Services.GetRequiredService<ActivePlan>().Plan, known: false, Patience.Token)).Accepted;
        }
        catch (IdentityConflictException)
        {
            return null;
        }
    }

    private static async Task RejectAsync(Replica replica, AnalysisRow row)
    {
        await Ledger(replica).RecordAsync(Facts.Rejected(row), Patience.Token);
        await Ledger(replica).RecordAsync(Facts.Rejected(row) with { Route = ClassificationRoute.Standard }, Patience.Token);
    }

    private static RadiographRow Radiograph(int number, string lead = "0") => new()
    {
        RadiographId = $"radiograph-{number}",
        Site = "local",
        PixelDigest = $"{lead}{number:x63}",
        ImageName = "canonical.npy",
        ImageBytes = 1,
        Rows = 64,
        Columns = 64,
        LateralityBasis = LateralityBasis.Assumed,
        DecodeMilliseconds = 1,
        AcceptedAt = DateTimeOffset.UnixEpoch,
    };

    private static IEnumerable<FactRow> AllButTheLast(AnalysisRow row)
    {
        yield return Fact(row, ClassificationRoute.AnatomyAware, Facts.Segmented(row));
        yield return Fact(row, ClassificationRoute.AnatomyAware, Facts.Cropped(row));
        yield return Fact(row, ClassificationRoute.AnatomyAware, Facts.Classified(row, ClassificationRoute.AnatomyAware));
        yield return Fact(row, ClassificationRoute.AnatomyAware, Facts.Explained(row, ClassificationRoute.AnatomyAware));
        yield return Fact(row, ClassificationRoute.AnatomyAware, Facts.Registered(row, ClassificationRoute.AnatomyAware));
        yield return Fact(row, ClassificationRoute.Standard, Facts.Classified(row, ClassificationRoute.Standard));
    }

    private static FactRow Fact<TEvent>(AnalysisRow row, ClassificationRoute route, TEvent message) => new()
    {
        AnalysisId = row.AnalysisId,
        Event = typeof(TEvent).Name,
        Route = route,
        Payload = LedgerJson.Write(message),
        RecordedAt = DateTimeOffset.UnixEpoch,
    };

    /// <summary>Analyses whose end the replicas' outboxes said, until nothing waits in them.</summary>
    private static async Task<List<Guid>> EndedAsync(int count, params Replica[] replicas)
    {
        while (await replicas[0].Database<LedgerContext>().ReadAsync(ledger => ledger.Set<OutboxMessage>().AnyAsync(Patience.Token), Patience.Token))
            await Task.Delay(20, Patience.Token);
        var ended = new List<Guid>();
        foreach (var replica in replicas)
        {
            while (replica.Published.Reader.TryRead(out var message))
            {
                if (message is AnalysisEnded end)
                    ended.Add(end.AnalysisId);
            }
        }

        ended.Count.ShouldBe(count);
        return ended;
    }

    private static void InterlockedMax(ref int most, int value)
    {
        var seen = Volatile.Read(ref most);
        while (value > seen)
            seen = Interlocked.CompareExchange(ref most, value, seen);
    }
}
