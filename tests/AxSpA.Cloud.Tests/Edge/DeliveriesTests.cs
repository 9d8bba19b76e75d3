using System.Text.Json;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Hosting.Edge;
using AxSpA.Cloud.Ingestion.Edge;
using AxSpA.Cloud.Ingestion.Ledger;
using AxSpA.Cloud.Tests.Reference;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;

namespace AxSpA.Cloud.Tests.Edge;

[Trait("Requirement", "EDG-01")]
public sealed class DeliveriesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_processes_one_delivers_and_the_other_takes_over_when_it_died()
    {
        await using var run = await EdgeRun.StartAsync(_folder, endpoint: "");
        var (first, second) = (Of(run), Of(run));
        foreach (var number in Enumerable.Range(1, 3))
            await first.OweAsync(Event(number), Cancellation);

        var claimed = (await first.ClaimAsync(Cancellation)).ShouldNotBeNull();
        claimed.Rows.Select(row => row.EventId).ShouldBe(["event-1", "event-2", "event-3"]);
        (await second.ClaimAsync(Cancellation)).ShouldBeNull("the first is at it");

        await first.SettleAsync(claimed, [claimed.Rows[0].Id], Cancellation);
        var rest = (await second.ClaimAsync(Cancellation)).ShouldNotBeNull();
        rest.Rows.Select(row => row.EventId).ShouldBe(["event-2", "event-3"]);
        (await first.ClaimAsync(Cancellation)).ShouldBeNull("the second is at it, and never comes back");

        _time.Advance(Deliveries.Lease);
        rest = (await first.ClaimAsync(Cancellation)).ShouldNotBeNull();
        rest.Rows.Select(row => row.EventId).ShouldBe(["event-2", "event-3"]);
        await first.SettleAsync(rest, [.. rest.Rows.Select(row => row.Id)], Cancellation);
        (await second.ClaimAsync(Cancellation)).ShouldBeNull("nothing is owed any more");
    }

    [Fact]
    public async Task Process_that_comes_back_after_its_claim_was_taken_over_settles_nothing()
    {
        await using var run = await EdgeRun.StartAsync(_folder, endpoint: "");
        var (first, second) = (Of(run), Of(run));
        foreach (var number in Enumerable.Range(1, 2))
            await first.OweAsync(Event(number), Cancellation);
        var stalled = (await first.ClaimAsync(Cancellation)).ShouldNotBeNull();
        _time.Advance(Deliveries.Lease);
        var taken = (await second.ClaimAsync(Cancellation)).ShouldNotBeNull();

        await first.SettleAsync(stalled, [stalled.Rows[0].Id], Cancellation);
        (await first.ClaimAsync(Cancellation)).ShouldBeNull("the second is at it");

        await second.SettleAsync(taken, [.. taken.Rows.Select(row => row.Id)], Cancellation);
        (await first.ClaimAsync(Cancellation)).ShouldBeNull("nothing is owed any more");
        (await run.DeliveriesAsync()).ShouldAllBe(row => row.DeliveredAt != null && row.ClaimedUntil == null);
    }

    [Fact]
    public async Task Claim_that_ended_and_nobody_took_over_is_settled()
    {
        await using var run = await EdgeRun.StartAsync(_folder, endpoint: "");
        var deliveries = Of(run);
        await deliveries.OweAsync(Event(1), Cancellation);
        var claim = (await deliveries.ClaimAsync(Cancellation)).ShouldNotBeNull();
        _time.Advance(2 * Deliveries.Lease);

        await deliveries.SettleAsync(claim, [claim.Rows[0].Id], Cancellation);

        (await deliveries.ClaimAsync(Cancellation)).ShouldBeNull("nothing is owed any more");
    }

    [Fact]
    public async Task Row_that_is_written_late_with_an_earlier_number_opens_no_second_claim()
    {
        await using var run = await EdgeRun.StartAsync(_folder, endpoint: "");
        var (first, second) = (Of(run), Of(run));
        await first.OweAsync(Event(1), Cancellation);
        (await first.ClaimAsync(Cancellation)).ShouldNotBeNull().Rows.Count.ShouldBe(1);

        var database = run.Services.GetRequiredService<Database<LedgerContext>>();
        await database.WriteAsync(
            async ledger =>
            {
                ledger.Add(new DeliveryRow { Id = -1, EventId = "late", CloudEvent = Event(2).ToJson() });
                await ledger.SaveChangesAsync(Cancellation);
            },
            Cancellation);

        (await second.ClaimAsync(Cancellation)).ShouldBeNull("the first is at it");
    }

    [Fact]
    public async Task What_was_delivered_stays_as_a_trail_without_its_content_and_is_not_owed_again()
    {
        await using var run = await EdgeRun.StartAsync(_folder, endpoint: "");
        var deliveries = Of(run);
        await deliveries.OweAsync(Event(1), Cancellation);
        var claimed = (await deliveries.ClaimAsync(Cancellation)).ShouldNotBeNull();

        await deliveries.SettleAsync(claimed, [claimed.Rows[0].Id], Cancellation);
        await deliveries.OweAsync(Event(1), Cancellation);

        var trail = (await run.DeliveriesAsync()).ShouldHaveSingleItem();
        (trail.EventId, trail.CloudEvent, trail.DeliveredAt, trail.ClaimedUntil).ShouldBe(("event-1", null, _time.GetUtcNow(), null));
    }

    public void Dispose() => _folder.Dispose();

    private Deliveries Of(EdgeRun run) => new(run.Services.GetRequiredService<Database<LedgerContext>>(), new DeliverySignal(), _time);

    private static CloudEvent Event(int number) => new()
    {
        Id = $"event-{number}",
        Source = "/axspa/ingestion",
        Type = "axspa.radiograph.refused.v1",
        Subject = "subject",
        Time = DateTimeOffset.UnixEpoch,
        DataSchema = "urn:message:none",
        Data = JsonSerializer.SerializeToElement(new { }),
    };
}
