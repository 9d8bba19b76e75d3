using System.Text.Json;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Ingestion.Ledger;
using AxSpA.Cloud.Tests.Embedded;
using AxSpA.Cloud.Tests.Ingestion;
using AxSpA.Cloud.Tests.LongitudinalRisk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli.Remote;

/// <summary><c>status</c>, <c>parked</c> and <c>replay</c> of a running system.</summary>
[Trait("Requirement", "SRV-03")]
public class OperatorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_parked_is_counted_listed_and_replayed()
    {
        await using var system = await GrpcIntake.StartAsync(driven: false);
        var parked = Guid.Parse((await system.SubmitAsync(EmbeddedRun.Png(seed: 1))).AnalysisId);
        await system.SubmitAsync(EmbeddedRun.Png(seed: 2));
        await ParkAsync(system, parked);

        var status = await AskAsync(system, "status", "--json");
        var list = await AskAsync(system, "parked");
        var objects = await AskAsync(system, "parked", "--json");
        var replay = await AskAsync(system, "replay", $"{parked}");
        var again = await AskAsync(system, "replay", $"{parked}");
        var all = await AskAsync(system, "replay");
        var after = await AskAsync(system, "status", "--json");

        (status.Code, list.Code, replay.Code, again.Code, all.Code, after.Code).ShouldBe((3, 3, 0, 2, 0, 0));
        Counts(status).ShouldBe((1, 1));
        list.Output.ShouldMatch($"^{parked}  radiograph [0-9a-z]+  accepted 20[0-9]{{2}}-[0-9-]{{5}}T[0-9:]{{8}}Z  parked 2024-03-01T12:30:00Z  3 attempts  no luck\n$");
        var one = JsonSerializer.Deserialize<JsonElement>(objects.Output);
        one.EnumerateObject().Select(property => property.Name).ShouldBe(["analysisId", "radiographId", "attempts", "fault", "acceptedAt", "parkedAt"]);
        (one.GetProperty("analysisId").GetGuid(), one.GetProperty("attempts").GetInt32(), one.GetProperty("fault").GetString()).ShouldBe((parked, 3, "no luck"));
        one.GetProperty("parkedAt").GetString().ShouldBe("2024-03-01T12:30:00Z");
        one.GetProperty("acceptedAt").GetDateTimeOffset().ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(10));
        list.Errors.ShouldBe("axspa: 1 parked\n");
        replay.Errors.ShouldBe("axspa: 1 analysis waits again\n");
        again.Errors.ShouldBe($"axspa: expected a parked analysis, found none called {parked}\n");
        all.Errors.ShouldBe("axspa: 0 analyses wait again\n");
        Counts(after).ShouldBe((2, 0));
    }

    [Fact]
    public async Task Status_names_the_models_for_scripts_and_for_people()
    {
        await using var system = await GrpcIntake.StartAsync(overrides: ("Ingestion:Ledger:Window", "5"));

        var json = JsonSerializer.Deserialize<JsonElement>((await AskAsync(system, "status", "--json")).Output);
        var table = await AskAsync(system, "status");

        json.GetProperty("anatomyAware").GetProperty("segmenter").GetString().ShouldBe("light-segmenter 2");
        json.GetProperty("standard").GetProperty("segmenter").ValueKind.ShouldBe(JsonValueKind.Null);
        json.GetProperty("window").GetInt32().ShouldBe(5);
        json.GetProperty("longestWaitSeconds").ValueKind.ShouldBe(JsonValueKind.Null);
        (table.Code, table.Errors).ShouldBe((0, ""));
        table.Output.ShouldContain("light-segmenter 2, then light-anatomy-aware 2 (paper-1)");
        table.Output.ShouldContain("0 of at most 5");
    }

    [Fact]
    public async Task Service_that_another_question_is_for_is_told_from_a_system_that_is_not_there()
    {
        await using var registry = await ServedRegistry.StartAsync();

        var status = await CommandRun.OfAsync("status", "--server", $"{registry.Address}");

        status.Code.ShouldBe(2);
        status.Errors.ShouldStartWith(
            $"axspa: expected the service of axspa at {registry.Address} that answers this, found another (each service of a cluster has an address of its own; 'cluster up' says where risk and readers are)");
    }

    private static Task<CommandRun> AskAsync(GrpcIntake system, params string[] call) => CommandRun.OfAsync([.. call, "--server", $"{system.Grpc}"]);

    private static (long Queued, long Parked) Counts(CommandRun status)
    {
        var json = JsonSerializer.Deserialize<JsonElement>(status.Output);
        return (json.GetProperty("queued").GetInt64(), json.GetProperty("parked").GetInt64());
    }

    private static Task ParkAsync(GrpcIntake system, Guid analysisId)
        => system.Services.GetRequiredService<Database<LedgerContext>>().WriteAsync(
            async ledger =>
            {
                var analysis = await ledger.Analyses.SingleAsync(row => row.AnalysisId == analysisId, Cancellation);
                (analysis.State, analysis.Attempts, analysis.LastFault, analysis.EndedAt) = (AnalysisState.Parked, 3, "no luck", new DateTimeOffset(2024, 3, 1, 13, 30, 0, TimeSpan.FromHours(1)));
            },
            Cancellation);
}
