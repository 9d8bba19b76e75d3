using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Ingestion;
using AxSpA.Cloud.Ingestion.Ledger;
using AxSpA.Cloud.Tests.Hosting;
using AxSpA.Cloud.Tests.Reference;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace AxSpA.Cloud.Tests.Ingestion;

public class PlanActivationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Database_that_went_away_again_before_the_activation_stops_no_start_and_is_tried_until_it_is_back()
    {
        using var folder = new TemporaryFolder();
        await using var harness = await LedgerHarness.StartAsync(folder, dispatching: false);
        var database = harness.Services.GetRequiredService<Database<LedgerContext>>();
        await database.WriteAsync(ledger => ledger.PlanActivations.ExecuteDeleteAsync(Cancellation), Cancellation);
        var time = new TimerSignal();
        using var activation = ActivatorUtilities.CreateInstance<PlanActivation>(harness.Services, time);
        harness.DatabaseAway = true;

        await activation.StartAsync(Cancellation);

        var pause = await time.NextAsync();
        harness.DatabaseAway = false;
        time.Advance(pause);
        await activation.ExecuteTask.ShouldNotBeNull().WaitAsync(Cancellation);
        (await database.ReadAsync(ledger => ledger.PlanActivations.SingleAsync(Cancellation), Cancellation)).PlanDigest.ShouldBe(harness.Plan.Digest);
    }
}
