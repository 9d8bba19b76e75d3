using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Ingestion;
using AxSpA.Cloud.Tests.Embedded;
using AxSpA.Cloud.Tests.Reference;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace AxSpA.Cloud.Tests.Edge;

/// <summary>What leaves at the edge. Against a stand-in of the runtime's gRPC service; never run on daprd.</summary>
[Trait("Requirement", "EDG-01")]
public sealed partial class EdgeResultsTests : IDisposable
{
    private const string Ended = "axspa.analysis.ended.v1";

    private static readonly string[] EachAnalysis =
    [
        "axspa.radiograph.classified.v1", "axspa.radiograph.classified.v1", "axspa.classification.explained.v1", "axspa.classification.explained.v1", Ended,
    ];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Results_reach_the_stand_in_as_CloudEvents_with_every_attribute_of_the_conventions()
    {
        using var traced = TraceEverything();
        await using var sidecar = await SidecarStandIn.StartAsync(new StandInState { Token = "shown to the sidecar" });
        await using var run = await EdgeRun.StartAsync(_folder, sidecar.Endpoint, overrides: ("Hosting:Dapr:ApiToken", "shown to the sidecar"));
        var began = DateTimeOffset.UtcNow;

        var accepted = await run.AcceptAsync(EmbeddedRun.Png(seed: 1));
        var events = await sidecar.State.UntilAsync(Ended);

        events.Select(published => published.Type).ShouldBe(EachAnalysis, ignoreOrder: true);
        events.Select(published => published["sequence"]).ShouldBe(["0000000001", "0000000002", "0000000003", "0000000004", "0000000005"]);
        events.Select(published => published.Id).ShouldBeUnique();
        foreach (var published in events)
        {
            (published.PubSub, published.Topic, published.MediaType).ShouldBe((EdgeRun.PubSub, EdgeRun.Results, "application/cloudevents+json"));
            var names = published.Event.EnumerateObject().Select(attribute => attribute.Name).ToList();
            names.ShouldBe(
                ["specversion", "id", "source", "type", "subject", "time", "datacontenttype", "dataschema", "dataref", "sequence", "traceparent", "data"], ignoreOrder: true);
            names.ShouldAllBe(name => AttributeName().IsMatch(name));
            published["specversion"].ShouldBe("1.0");
            published["source"].ShouldBe("/axspa/ingestion");
            published["subject"].ShouldBe(accepted.RadiographId);
            published["datacontenttype"].ShouldBe("application/json");
            DateTimeOffset.Parse(published["time"]!, CultureInfo.InvariantCulture).ShouldBeInRange(began.AddSeconds(-1), DateTimeOffset.UtcNow);
            ActivityContext.TryParse(published["traceparent"], null, out _).ShouldBeTrue(published["traceparent"]);
            published.TraceParent.ShouldBe(published["traceparent"], "the sidecar's own span hangs below it");
        }

        await ShouldHoldAsync(run, accepted.AnalysisId, events);
    }

    [Fact]
    public async Task Rejected_route_leaves_too_and_has_nothing_to_look_at()
    {
        await using var sidecar = await SidecarStandIn.StartAsync();
        await using var run = await EdgeRun.StartAsync(_folder, sidecar.Endpoint);

        await run.AcceptAsync(EmbeddedRun.Png(seed: 1, LightPelvis.WithoutSacrum));
        var events = await sidecar.State.UntilAsync(Ended);

        var rejected = events.Single(published => published.Type == "axspa.radiograph.rejected.v1");
        rejected["dataref"].ShouldBeNull();
        rejected["dataschema"].ShouldBe("urn:message:AxSpA.Cloud.Contracts.V1:RadiographRejected");
        rejected.Event.GetProperty("data").GetProperty("route").GetString().ShouldBe("anatomy-aware");
        events[^1].Event.GetProperty("data").GetProperty("outcome").GetString().ShouldBe("rejected");
        events[^1].Event.GetProperty("data").GetProperty("lateralityBasis").GetString().ShouldBe("assumed");
    }

    [Fact]
    public async Task Event_whose_taking_the_stand_in_forgets_to_confirm_comes_again_the_same_and_in_order()
    {
        await using var sidecar = await SidecarStandIn.StartAsync(new StandInState { Forgetful = 3 });
        await using var run = await EdgeRun.StartAsync(_folder, sidecar.Endpoint);

        await run.AcceptAsync(EmbeddedRun.Png(seed: 1));
        await sidecar.State.UntilAsync(Ended);

        var all = sidecar.State.All.ToList();
        var first = all.DistinctBy(published => published.Id).ToList();
        all.Count.ShouldBe(first.Count + 3);
        all.GroupBy(published => published.Id).ShouldAllBe(same => same.Select(published => published.Json).Distinct().Count() == 1);
        first.Select(published => published["sequence"]).ShouldBeInOrder();
        first.Count.ShouldBe(EachAnalysis.Length);
    }

    [Fact]
    public async Task While_the_stand_in_is_away_work_goes_on_and_what_is_owed_outlives_the_process()
    {
        await using var away = await SidecarStandIn.StartAsync();
        away.State.GoAway();
        var accepted = new List<Guid>();
        await using (var run = await EdgeRun.StartAsync(_folder, away.Endpoint))
        {
            foreach (var seed in Enumerable.Range(1, 3))
                accepted.Add((await run.AcceptAsync(EmbeddedRun.Png(seed))).AnalysisId);
            foreach (var analysisId in accepted)
                (await run.EndAsync(analysisId)).Ended.ShouldBeTrue();
            await away.State.TurnedAwayAsync();
        }

        // Another stand-in: had the first come back, it might still have taken the call that the process gave up when it ended.
        await using var sidecar = await SidecarStandIn.StartAsync();
        await using var next = await EdgeRun.StartAsync(_folder, sidecar.Endpoint);
        foreach (var _ in accepted)
            await sidecar.State.UntilAsync(Ended);

        away.State.All.ShouldBeEmpty();
        sidecar.State.All.Select(published => published.Id).ShouldBeUnique();
        foreach (var analysisId in accepted)
        {
            var own = sidecar.State.All.Where(published => published.Event.GetProperty("data").GetProperty("analysisId").GetGuid() == analysisId).ToList();
            own.Select(published => published.Type).ShouldBe(EachAnalysis, ignoreOrder: true);
            own.Select(published => published["sequence"]).ShouldBeInOrder();
        }
    }

    [Fact]
    public async Task Stand_in_that_comes_back_while_the_process_runs_is_given_what_was_owed()
    {
        await using var sidecar = await SidecarStandIn.StartAsync();
        await using var run = await EdgeRun.StartAsync(_folder, sidecar.Endpoint);
        sidecar.State.GoAway();

        await run.AcceptAsync(EmbeddedRun.Png(seed: 1));
        await sidecar.State.TurnedAwayAsync();
        await sidecar.State.TurnedAwayAsync();
        sidecar.State.ComeBack();

        (await sidecar.State.UntilAsync(Ended)).Select(published => published["sequence"]).ShouldBe(
            ["0000000001", "0000000002", "0000000003", "0000000004", "0000000005"]);
        sidecar.State.More.ShouldBeFalse();
    }

    [Fact]
    public async Task Without_a_sidecar_nothing_is_owed_and_no_callback_is_served()
    {
        await using var run = await EdgeRun.StartAsync(_folder, endpoint: "");

        var accepted = await run.AcceptAsync(EmbeddedRun.Png(seed: 1));

        (await run.EndAsync(accepted.AnalysisId)).Ended.ShouldBeTrue();
        (await run.DeliveriesAsync()).ShouldBeEmpty();
        (await Should.ThrowAsync<global::Grpc.Core.RpcException>(() => run.SubscriptionsAsync())).StatusCode.ShouldBe(global::Grpc.Core.StatusCode.Unimplemented);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The events say what the ledger does, in the shape of the contracts.</summary>
    private static async Task ShouldHoldAsync(EdgeRun run, Guid analysisId, IReadOnlyList<PublishedEvent> events)
    {
        var facts = (await run.Services.GetRequiredService<AnalysisResults>().GetAsync(analysisId, TestContext.Current.CancellationToken)).Facts;
        Check("axspa.radiograph.classified.v1/{0}/anatomy-aware", facts.AnatomyAware!.Classified!, facts.AnatomyAware.Classified!.PlainMap);
        Check("axspa.radiograph.classified.v1/{0}/standard", facts.Standard!.Classified!, facts.Standard.Classified!.PlainMap);
        Check("axspa.classification.explained.v1/{0}/anatomy-aware", facts.AnatomyAware.Explained!, facts.AnatomyAware.Explained!.Overlay);
        Check("axspa.classification.explained.v1/{0}/standard", facts.Standard.Explained!, facts.Standard.Explained!.Overlay);
        Check("axspa.analysis.ended.v1/{0}/0000000005", facts, facts.AnatomyAware.Explained.Overlay);

        void Check<T>(string id, T fact, BlobReference blob)
        {
            var published = events.Single(published => published.Id == string.Format(CultureInfo.InvariantCulture, id, analysisId));
            published["dataschema"].ShouldBe($"urn:message:AxSpA.Cloud.Contracts.V1:{typeof(T).Name}");
            published["dataref"].ShouldBe($"{blob.Container}/{blob.Name}");
            var data = published.Event.GetProperty("data");
            data.Deserialize<T>(JsonSerializerOptions.Web).ShouldBe(fact);
            JsonNode.Parse(data.GetRawText())!.AsObject().ShouldAllBe(property => property.Value != null, "what is not said is absent");
        }
    }

    private static ActivityListener TraceEverything()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    [GeneratedRegex("^[a-z0-9]{1,20}$")]
    private static partial Regex AttributeName();
}
