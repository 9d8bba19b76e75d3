using System.Text.Json;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Ingestion;
using AxSpA.Cloud.Tests.Dicom;
using AxSpA.Cloud.Tests.Embedded;
using AxSpA.Cloud.Tests.Reference;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using static Dapr.AppCallback.Autogen.Grpc.v1.TopicEventResponse.Types;

namespace AxSpA.Cloud.Tests.Edge;

/// <summary>What comes in at the edge. Against a stand-in of the runtime's gRPC service; never run on daprd.</summary>
[Trait("Requirement", "EDG-02")]
public sealed class EdgeIntakeTests : IDisposable
{
    private const string Refused = "axspa.radiograph.refused.v1";

    private static readonly string AnyDigest = new('0', 64);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Offered_radiograph_is_read_once_however_often_it_is_offered_and_its_results_leave()
    {
        await using var sidecar = await SidecarStandIn.StartAsync();
        await using var run = await EdgeRun.StartAsync(_folder, sidecar.Endpoint);
        var subscription = (await run.SubscriptionsAsync()).Subscriptions.ShouldHaveSingleItem();
        (subscription.PubsubName, subscription.Topic).ShouldBe((EdgeRun.PubSub, EdgeRun.Radiographs));
        (await run.CallAsync(RuntimeCalls.ListInputBindings, new Empty())).Bindings.ShouldBeEmpty();
        await run.CallAsync(RuntimeCalls.HealthCheck, new Empty());

        var data = Offer(await run.LayAsync(EmbeddedRun.Png(seed: 1)), site: "hospital", subject: "subject");
        (await run.DeliverAsync(data)).ShouldBe(TopicEventResponseStatus.Success);
        (await run.DeliverAsync(data)).ShouldBe(TopicEventResponseStatus.Success);
        (await run.DeliverAsync(data, id: "another offer of the same")).ShouldBe(TopicEventResponseStatus.Success);

        var analysis = (await run.AnalysesAsync()).ShouldHaveSingleItem();
        var events = await sidecar.State.UntilAsync("axspa.analysis.ended.v1");
        events.ShouldAllBe(published => published["subject"] == analysis.RadiographId);
        events.ShouldAllBe(published => !published.Json.Contains("\"subject\":\"subject\"", StringComparison.Ordinal), "the sender's identifier stays inside");
        sidecar.State.More.ShouldBeFalse();
    }

    [Fact]
    public async Task Offer_that_cannot_be_taken_is_dropped_and_the_sender_learns_why()
    {
        await using var sidecar = await SidecarStandIn.StartAsync();
        await using var run = await EdgeRun.StartAsync(_folder, sidecar.Endpoint, overrides: ("Ingestion:Intake:MaxFileBytes", "100000"));
        var file = EmbeddedRun.Png(seed: 1);
        await run.LayAsync(file, "real.png");
        await run.LayAsync(file, "own.png", container: "radiographs");
        var text = await run.LayAsync("not a radiograph"u8.ToArray(), "Smith.dcm");

        (string Data, string Reason, string Detail)[] offers =
        [
            (Offer(Reference("real.png", file.Length, AnyDigest)), "otherBytes", "expected bytes with the SHA-256 given, found others"),
            (Offer(Reference("real.png", file.Length + 1, AnyDigest)), "otherBytes", $"expected {file.Length + 1} bytes, found {file.Length}"),
            (Offer(Reference("none.png", 1, AnyDigest)), "blobMissing", "expected a blob of the name given, found none"),
            (Offer(Reference("own.png", file.Length, AnyDigest, "radiographs")), "unknownContainer", "expected a blob of the container inbox, found another container"),
            (Offer(Reference("../radiographs/own.png", file.Length, AnyDigest)), "malformed", "expected a blob's name"),
            (Offer(Reference("huge.dcm", 100_001, AnyDigest)), "tooLarge", "expected at most 100000 bytes, found 100001"),
            (Offer(text), "undecodable", "expected"),
            ("{}", "malformed", "expected data of the shape urn:message:AxSpA.Cloud.Contracts.Edge.V1:RadiographOffered, found another at $"),
            ("null", "malformed", "expected data that names an image, found null"),
            ("<image/>", "malformed", "expected data of the shape"),
            ("""{"image":null}""", "malformed", "expected data of the shape"),
            ("""{"image":{"container":"inbox","name":null,"mediaType":"image/png","sha256":"0","bytes":1}}""", "malformed", "expected data of the shape"),
            (Offer(Reference("real\0.png", file.Length, AnyDigest)), "malformed", "expected a blob's name"),
            (Offer(text, site: "Ward/3"), "malformed", "expected a site of 1 to 64 letters"),
        ];
        foreach (var (number, (data, reason, detail)) in offers.Index())
        {
            (await run.DeliverAsync(data, id: $"offer-{number}")).ShouldBe(TopicEventResponseStatus.Drop, reason);
            (await run.DeliverAsync(data, id: $"offer-{number}")).ShouldBe(TopicEventResponseStatus.Drop, "again");
            Check((await sidecar.State.UntilAsync(Refused)).ShouldHaveSingleItem(), $"offer-{number}", reason, detail);
        }

        (await run.DeliverAsync("{}", id: "other", type: "com.example.other")).ShouldBe(TopicEventResponseStatus.Drop);
        Check((await sidecar.State.UntilAsync(Refused)).ShouldHaveSingleItem(), "other", "malformed", "expected an event of type axspa.radiograph.offered.v1, found another type");
        sidecar.State.More.ShouldBeFalse("the same offer is refused by one event");
        (await run.AnalysesAsync()).ShouldBeEmpty();

        static void Check(PublishedEvent published, string offer, string reason, string detail)
        {
            published["subject"].ShouldBe(offer);
            published["dataschema"].ShouldBe("urn:message:AxSpA.Cloud.Contracts.Edge.V1:RadiographRefused");
            (published["dataref"], published["sequence"]).ShouldBe((null, null));
            var data = published.Event.GetProperty("data");
            (data.GetProperty("offerId").GetString(), data.GetProperty("offerSource").GetString()).ShouldBe((offer, "/hospital/archive"));
            data.GetProperty("reason").GetString().ShouldBe(reason);
            data.GetProperty("detail").GetString().ShouldNotBeNull().ShouldStartWith(detail);
            published.Json.ShouldNotContain("Smith", Case.Insensitive, "a blob may be named after a person");
        }
    }

    [Fact]
    public async Task SOP_Instance_UID_that_comes_with_other_pixels_is_refused()
    {
        await using var sidecar = await SidecarStandIn.StartAsync();
        await using var run = await EdgeRun.StartAsync(_folder, sidecar.Endpoint, driven: false);
        var first = DicomBuilder.Eight(64, 64, [.. Enumerable.Range(0, 64 * 64).Select(index => (byte)index)]).Build();
        var other = DicomBuilder.Eight(64, 64, [.. Enumerable.Range(0, 64 * 64).Select(index => (byte)(index / 64))]).Build();

        (await run.DeliverAsync(Offer(await run.LayAsync(first, "first")), "first")).ShouldBe(TopicEventResponseStatus.Success);
        (await run.DeliverAsync(Offer(await run.LayAsync(other, "other")), "other")).ShouldBe(TopicEventResponseStatus.Drop);

        var refused = (await sidecar.State.UntilAsync(Refused)).ShouldHaveSingleItem();
        refused.Event.GetProperty("data").GetProperty("reason").GetString().ShouldBe("identityConflict");
        refused.Json.ShouldNotContain(DicomBuilder.SopInstanceUid);
    }

    [Fact]
    public async Task Offer_comes_again_while_intake_is_busy_and_its_file_is_not_looked_for_meanwhile()
    {
        await using var sidecar = await SidecarStandIn.StartAsync();
        await using var run = await EdgeRun.StartAsync(_folder, sidecar.Endpoint, driven: false, ("Ingestion:Ledger:MaxQueued", "1"));

        (await run.DeliverAsync(Offer(await run.LayAsync(EmbeddedRun.Png(seed: 1), "first")), "first")).ShouldBe(TopicEventResponseStatus.Success);
        (await run.DeliverAsync(Offer(await run.LayAsync(EmbeddedRun.Png(seed: 2), "second")), "second")).ShouldBe(TopicEventResponseStatus.Retry, "one waits already");
        (await run.DeliverAsync(Offer(Reference("none.png", 1, AnyDigest)), "third")).ShouldBe(TopicEventResponseStatus.Retry, "that it is missing nobody knows yet");

        (await run.DeliveriesAsync()).ShouldBeEmpty("nothing was refused");
    }

    [Fact]
    public async Task Offer_comes_again_while_as_much_of_others_files_is_in_hand_as_may_be()
    {
        await using var sidecar = await SidecarStandIn.StartAsync();
        await using var run = await EdgeRun.StartAsync(
            _folder, sidecar.Endpoint, driven: false, ("Ingestion:Intake:MaxFileBytes", "100000"), ("Ingestion:Intake:MaxBytesInHand", "100000"));
        var offer = Offer(await run.LayAsync(EmbeddedRun.Png(seed: 1)));

        using (var other = run.Services.GetRequiredService<RadiographIntake>().TakeInHand())
        {
            other.Take(100_000);
            (await run.DeliverAsync(offer)).ShouldBe(TopicEventResponseStatus.Retry);
        }

        (await run.DeliverAsync(Offer(Reference("lies.png", long.MinValue, AnyDigest)), "lies")).ShouldBe(TopicEventResponseStatus.Drop);
        (await run.DeliverAsync(offer)).ShouldBe(TopicEventResponseStatus.Success);
        (await run.DeliverAsync(offer)).ShouldBe(TopicEventResponseStatus.Success);
    }

    [Fact]
    public async Task Offer_comes_again_while_a_part_of_intake_is_away()
    {
        await using var sidecar = await SidecarStandIn.StartAsync();
        await using var run = await EdgeRun.StartAsync(_folder, sidecar.Endpoint, driven: false);
        var first = Offer(await run.LayAsync(EmbeddedRun.Png(seed: 1), "first"));
        var hidden = _folder["work/blobs/hidden"];

        (await run.DeliverAsync(first, "first")).ShouldBe(TopicEventResponseStatus.Success);
        // A folder of the blob's name is what a store that fails looks like.
        Directory.Move(_folder["work/blobs/radiographs"], hidden);
        File.WriteAllText(_folder["work/blobs/radiographs"], "in the way");
        (await run.DeliverAsync(first, "first")).ShouldBe(TopicEventResponseStatus.Retry, "the blob store fails");
        File.Delete(_folder["work/blobs/radiographs"]);
        Directory.Move(hidden, _folder["work/blobs/radiographs"]);
        (await run.DeliverAsync(first, "first")).ShouldBe(TopicEventResponseStatus.Success);

        (await run.DeliveriesAsync()).ShouldBeEmpty("nothing was refused");
    }

    [Fact]
    public async Task Caller_without_the_sidecars_token_is_turned_away()
    {
        await using var sidecar = await SidecarStandIn.StartAsync();
        await using var run = await EdgeRun.StartAsync(_folder, sidecar.Endpoint, driven: false, ("Hosting:Dapr:AppToken", "shown by the sidecar"));
        var data = Offer(await run.LayAsync(EmbeddedRun.Png(seed: 1)));

        foreach (var token in new[] { null, "", "shown by the sideca", "shown by the sidecar " })
        {
            (await Should.ThrowAsync<RpcException>(() => run.SubscriptionsAsync(token))).StatusCode.ShouldBe(StatusCode.Unauthenticated, token);
            (await Should.ThrowAsync<RpcException>(() => run.DeliverAsync(data, token: token))).StatusCode.ShouldBe(StatusCode.Unauthenticated, token);
            (await Should.ThrowAsync<RpcException>(() => run.CallAsync(RuntimeCalls.HealthCheck, new Empty(), token))).StatusCode.ShouldBe(StatusCode.Unauthenticated, token);
        }

        (await run.AnalysesAsync()).ShouldBeEmpty();
        (await run.DeliverAsync(data, token: "shown by the sidecar")).ShouldBe(TopicEventResponseStatus.Success);
    }

    [Fact]
    public async Task Event_of_a_topic_that_was_not_subscribed_to_is_refused_to_the_sidecar()
    {
        await using var sidecar = await SidecarStandIn.StartAsync();
        await using var run = await EdgeRun.StartAsync(_folder, sidecar.Endpoint, driven: false);

        var refusal = await Should.ThrowAsync<RpcException>(() => run.DeliverAsync("{}", topic: EdgeRun.Results));

        (refusal.StatusCode, refusal.Status.Detail).ShouldBe((StatusCode.InvalidArgument, "expected axspa-radiographs of axspa-pubsub, found another"));
    }

    public void Dispose() => _folder.Dispose();

    private static string Offer(object image, string? site = null, string? subject = null)
        => JsonSerializer.Serialize(new { Image = image, Site = site, Subject = subject }, JsonSerializerOptions.Web);

    private static BlobReference Reference(string name, long bytes, string digest, string container = "inbox")
        => new() { Container = container, Name = name, MediaType = "image/png", Sha256 = digest, Bytes = bytes };
}
