using System.Text.Json.Nodes;
using AxSpA.Cloud.Ingestion;
using AxSpA.Cloud.Ingestion.Ledger;
using AxSpA.Cloud.LongitudinalRisk.Registry;
using AxSpA.Cloud.Tests.Reference;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace AxSpA.Cloud.Tests.Embedded;

public class KilledTests
{
    private static readonly (string, string)[] Quick = [("Ingestion:Ledger:Tick", "00:00:00.020"), ("Ingestion:Ledger:FaultPause", "00:00:00.010")];

    [Fact]
    [Trait("Requirement", "LED-04")]
    public async Task Killed_at_any_durable_step_and_started_again_ends_as_if_nothing_had_happened()
    {
        using var folder = new TemporaryFolder();
        LightModels.Write(folder["models"], seed: 2);
        var file = EmbeddedRun.Png(seed: 3);
        var counting = Mortality.None();
        string undisturbed;
        await using (var run = await EmbeddedRun.StartAsync(folder["undisturbed"], folder["models"], counting.Register, overrides: Quick))
            undisturbed = WithoutTimes(await run.AnalyseAsync(file));

        TestContext.Current.SendDiagnosticMessage($"{counting.Places} places");
        counting.Places.ShouldBeGreaterThan(60);
        // Most of a life is spent starting and stopping: four at a time.
        await Parallel.ForEachAsync(
            Enumerable.Range(1, counting.Places),
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken },
            async (place, _) =>
            {
                var work = folder[$"killed-{place}"];
                await KillAsync(work, folder["models"], file, place);
                await using var again = await EmbeddedRun.StartAsync(work, folder["models"], overrides: Quick);
                WithoutTimes(await again.AnalyseAsync(file)).ShouldBe(undisturbed, $"killed at place {place} of {counting.Places}");
                await RegistryHoldsBothRoutesOnce(again);
            });
    }

    private static async Task KillAsync(string work, string models, byte[] file, int place)
    {
        var mortality = new Mortality(place);
        try
        {
            await using var run = await EmbeddedRun.StartAsync(work, models, mortality.Register, overrides: Quick);
            var analysis = run.AnalyseAsync(file);
            await Task.WhenAny(mortality.Died, analysis);
            await run.AbandonAsync();
        }
        catch (Exception death) when (death.GetBaseException() is ProcessDiedException)
        {
            // Died at the start, or when the host tried to stop in order.
        }
    }

    private static async Task RegistryHoldsBothRoutesOnce(EmbeddedRun run)
    {
        var contexts = run.Host.Services.GetRequiredService<IDbContextFactory<RegistryContext>>();
        await using var registry = await contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
        (await registry.Classifications.CountAsync(TestContext.Current.CancellationToken)).ShouldBe(2);
        (await registry.Radiographs.CountAsync(TestContext.Current.CancellationToken)).ShouldBe(1);
    }

    private static string WithoutTimes(AnalysisResult result)
    {
        result.State.ShouldBe(AnalysisState.Completed, result.Facts.Detail);
        result.RepeatsEarlier.ShouldBeFalse();
        var facts = JsonNode.Parse(LedgerJson.Write(result.Facts))!;
        RemoveTimes(facts);
        return facts.ToJsonString();
    }

    private static void RemoveTimes(JsonNode node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var name in members.Select(member => member.Key).Where(name => name.EndsWith("illiseconds", StringComparison.Ordinal)).ToList())
                    members.Remove(name);
                foreach (var member in members)
                {
                    if (member.Value is { } value)
                        RemoveTimes(value);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                    RemoveTimes(item!);
                break;
        }
    }
}
