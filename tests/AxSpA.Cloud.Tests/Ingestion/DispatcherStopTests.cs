using AxSpA.Cloud.Ingestion.Ledger;
using AxSpA.Cloud.Tests.Reference;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace AxSpA.Cloud.Tests.Ingestion;

public class DispatcherStopTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Database_that_is_away_at_the_stop_makes_no_failure_of_it_and_the_next_start_goes_on()
    {
        using var folder = new TemporaryFolder();
        Guid analysis;
        await using (var harness = await LedgerHarness.StartAsync(folder))
        {
            analysis = (await harness.AcceptAsync(1)).AnalysisId;
            (await harness.Sent.NextAsync()).AnalysisId.ShouldBe(analysis);
            harness.DatabaseAway = true;

            await harness.StopAsync();
        }

        await using var next = await LedgerHarness.StartAsync(folder);
        (await next.Sent.NextAsync()).AnalysisId.ShouldBe(analysis);
    }

    [Fact]
    public async Task Stop_before_the_recovery_takes_no_suspicion_from_what_a_killed_process_left()
    {
        using var folder = new TemporaryFolder();
        await using (var killed = await LedgerHarness.StartAsync(folder, dispatching: false))
        {
            await killed.AcceptAsync(1);
            (await killed.Dispatching.NextAsync(Cancellation)).Send.ShouldHaveSingleItem().Attempt.ShouldBe(1);
        }

        await using var harness = await LedgerHarness.StartAsync(folder, dispatching: false);
        using var dispatcher = ActivatorUtilities.CreateInstance<Dispatcher>(harness.Services);
        await dispatcher.StopAsync(Cancellation);

        await harness.Dispatching.RecoverAsync(Cancellation);
        (await harness.Dispatching.NextAsync(Cancellation)).Send.ShouldHaveSingleItem().Attempt.ShouldBe(2, "the first was counted");
    }
}
