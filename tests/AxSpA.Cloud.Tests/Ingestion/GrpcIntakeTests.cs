using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Ingestion;
using AxSpA.Cloud.Tests.Dicom;
using AxSpA.Cloud.Tests.Embedded;
using AxSpA.Cloud.Tests.Reference;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;

namespace AxSpA.Cloud.Tests.Ingestion;

public class GrpcIntakeTests
{
    private const string WatchMethod = "/axspa.v1.Intake/WatchAnalysis";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Radiograph_sent_in_chunks_is_watched_to_its_end_and_comes_back_as_the_ledger_has_it()
    {
        await using var intake = await GrpcIntake.StartAsync();

        var accepted = await intake.SubmitAsync(EmbeddedRun.Png(seed: 1), "hospital", "subject");
        accepted.AcceptedNow.ShouldBeTrue();
        var seen = await WatchAsync(intake, accepted.AnalysisId);

        seen.Select(analysis => analysis.State).ShouldBeInOrder(SortDirection.Ascending);
        seen.ShouldBeUnique();
        var ended = seen[^1];
        ended.State.ShouldBe(AnalysisState.Completed, ended.Detail);
        var facts = (await intake.Services.GetRequiredService<AnalysisResults>().GetAsync(Guid.Parse(accepted.AnalysisId), Cancellation)).Facts;
        ended.RadiographId.ShouldBe(accepted.RadiographId);
        (ended.Crop.X, ended.Crop.Y, ended.Crop.Width, ended.Crop.Height)
            .ShouldBe((facts.Cropped!.Rectangle.X, facts.Cropped.Rectangle.Y, facts.Cropped.Rectangle.Width, facts.Cropped.Rectangle.Height));
        ((int)ended.LeftJoint, (int)ended.RightJoint).ShouldBe(((int)facts.Cropped.LeftJoint, (int)facts.Cropped.RightJoint));
        ended.LabelMap.Sha256.ShouldBe(facts.Segmented!.LabelMap.Sha256);
        ended.CropImage.Name.ShouldBe(facts.Cropped.Crop.Name);
        Check(ended.AnatomyAware, facts.AnatomyAware!);
        Check(ended.Standard, facts.Standard!);
        ended.AnatomyAware.Shares.Left.ShouldBe(facts.AnatomyAware!.Explained!.Shares!.Left);
        ended.Standard.Shares.ShouldBeNull();

        (await intake.Client.GetAnalysisAsync(new GetAnalysisRequest { AnalysisId = accepted.AnalysisId }, cancellationToken: Cancellation)).ShouldBe(ended);
        (await WatchAsync(intake, accepted.AnalysisId)).ShouldBe([ended], "an analysis that has ended is told once");
        var again = await intake.SubmitAsync(EmbeddedRun.Png(seed: 1), "hospital", "subject");
        (again.AnalysisId, again.AcceptedNow).ShouldBe((accepted.AnalysisId, false));

        static void Check(RouteResult message, Cloud.Contracts.V1.RouteResult route)
        {
            var classified = route.Classified!;
            (message.Probability, message.Cutoff, message.Positive, message.Confident)
                .ShouldBe((classified.Probability, classified.Cutoff, classified.Positive, classified.Confident));
            message.ExplainedClass.ShouldBe(classified.ExplainedClass);
            route.Explained!.ExplainedClass.ShouldBe(classified.ExplainedClass);
            (message.Model.Name, message.Model.Version, message.Model.CardDigest, message.Model.WeightsDigest)
                .ShouldBe((classified.Model.Name, classified.Model.Version, classified.Model.CardDigest, classified.Model.WeightsDigest));
            (message.HeatMap.Sha256, message.HeatMap.Bytes, message.Overlay.Sha256)
                .ShouldBe((route.Explained.HeatMap.Sha256, route.Explained.HeatMap.Bytes, route.Explained.Overlay.Sha256));
            message.Rejection.ShouldBeNull();
        }
    }

    [Fact]
    public async Task Radiograph_without_a_sacrum_is_rejected_in_words_and_keeps_its_standard_result()
    {
        await using var intake = await GrpcIntake.StartAsync();

        var accepted = await intake.SubmitAsync(EmbeddedRun.Png(seed: 1, Reference.LightPelvis.WithoutSacrum));
        var ended = (await WatchAsync(intake, accepted.AnalysisId))[^1];

        ended.State.ShouldBe(AnalysisState.Rejected);
        ended.AnatomyAware.Rejection.Reason.ShouldBe(RejectionReason.NoSacrum);
        ended.AnatomyAware.Rejection.Detail.ShouldBe(ended.Detail);
        ended.Standard.Probability.ShouldBeInRange(0, 1);
        ended.Crop.ShouldBeNull();
    }

    [Fact]
    public async Task Submission_that_is_not_header_and_radiograph_is_refused_by_field_and_leaves_nothing()
    {
        await using var intake = await GrpcIntake.StartAsync(overrides: ("Ingestion:Intake:MaxFileBytes", "20000"));

        await ShouldBeRefusedAsync("header", "expected the header", intake.SendAsync());
        await ShouldBeRefusedAsync("header", "expected the header", intake.SendAsync(GrpcIntake.Chunk([1])));
        await ShouldBeRefusedAsync("chunk", "another header", intake.SendAsync(GrpcIntake.Header(), GrpcIntake.Chunk([1]), GrpcIntake.Header()));
        await ShouldBeRefusedAsync("chunk", "20000 bytes", intake.SubmitAsync(new byte[20001]));
        await ShouldBeRefusedAsync("chunk", "expected", intake.SubmitAsync("not a radiograph"u8.ToArray()));
        await ShouldBeRefusedAsync("chunk", "expected", intake.SendAsync(GrpcIntake.Header()));
        foreach (var site in new[] { "Ward/3", "a\0", new string('a', 65), " a" })
            await ShouldBeRefusedAsync("site", "expected 1 to 64 letters", intake.SubmitAsync(EmbeddedRun.Png(seed: 1), site));

        intake.Blobs.ShouldBeEmpty();
    }

    [Fact]
    public async Task Analysis_that_is_asked_for_is_named_by_a_UUID_and_exists()
    {
        await using var intake = await GrpcIntake.StartAsync();

        await ShouldBeRefusedAsync("analysis_id", "UUID", intake.Client.GetAnalysisAsync(new GetAnalysisRequest { AnalysisId = "first" }, cancellationToken: Cancellation).ResponseAsync);
        await ShouldBeRefusedAsync("analysis_id", "UUID", WatchAsync(intake, ""));
        var unknown = Guid.NewGuid().ToString();
        var missing = await FailureAsync(intake.Client.GetAnalysisAsync(new GetAnalysisRequest { AnalysisId = unknown }, cancellationToken: Cancellation).ResponseAsync);
        (missing.StatusCode, missing.Status.Detail).ShouldBe((StatusCode.NotFound, $"expected an analysis of this ledger, found {unknown}"));
        (await FailureAsync(WatchAsync(intake, unknown))).StatusCode.ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task Analysis_says_whether_the_file_or_the_convention_told_left_from_right()
    {
        await using var intake = await GrpcIntake.StartAsync(driven: false);
        var file = DicomBuilder.Eight(64, 64, [.. Enumerable.Range(0, 64 * 64).Select(index => (byte)index)]);

        (await LateralityAsync("one", file.Set(DicomBuilder.PatientOrientation, "CS", @"L\F"))).ShouldBe(LateralityBasis.Header);
        (await LateralityAsync("another", file.Remove(DicomBuilder.PatientOrientation))).ShouldBe(LateralityBasis.Assumed);

        async Task<LateralityBasis> LateralityAsync(string site, DicomBuilder sent)
        {
            var accepted = await intake.SubmitAsync(sent.Build(), site);
            return (await intake.Client.GetAnalysisAsync(new GetAnalysisRequest { AnalysisId = accepted.AnalysisId }, cancellationToken: Cancellation)).LateralityBasis;
        }
    }

    [Fact]
    public async Task SOP_Instance_UID_that_comes_with_other_pixels_is_a_conflict()
    {
        await using var intake = await GrpcIntake.StartAsync(driven: false);
        var first = DicomBuilder.Eight(64, 64, [.. Enumerable.Range(0, 64 * 64).Select(index => (byte)index)]).Build();
        var other = DicomBuilder.Eight(64, 64, [.. Enumerable.Range(0, 64 * 64).Select(index => (byte)(index / 64))]).Build();
        await intake.SubmitAsync(first);
        var blobs = intake.Blobs;

        var conflict = await FailureAsync(intake.SubmitAsync(other));

        conflict.StatusCode.ShouldBe(StatusCode.AlreadyExists);
        conflict.Status.Detail.ShouldNotContain(DicomBuilder.SopInstanceUid);
        intake.Blobs.ShouldBe(blobs);
        (await intake.SubmitAsync(other, site: "another one")).AcceptedNow.ShouldBeTrue("another site's UIDs are its own");
    }

    [Fact]
    public async Task Intake_is_busy_when_too_many_wait_and_takes_what_it_knows_all_the_same()
    {
        await using var intake = await GrpcIntake.StartAsync(driven: false, ("Ingestion:Ledger:MaxQueued", "1"));
        var waiting = await intake.SubmitAsync(EmbeddedRun.Png(seed: 1));

        var busy = await FailureAsync(intake.SubmitAsync(EmbeddedRun.Png(seed: 2)));

        (busy.StatusCode, busy.Status.Detail).ShouldBe((StatusCode.ResourceExhausted, "expected fewer than 1 analyses waiting, found 1"));
        (await intake.SubmitAsync(EmbeddedRun.Png(seed: 1))).AnalysisId.ShouldBe(waiting.AnalysisId);
    }

    [Fact]
    public async Task Intake_is_busy_while_it_holds_as_much_of_others_files_as_it_may_and_each_gives_back_what_it_took()
    {
        var file = EmbeddedRun.Png(seed: 1);
        var limit = $"{file.Length}";
        await using var intake = await GrpcIntake.StartAsync(driven: false, ("Ingestion:Intake:MaxFileBytes", limit), ("Ingestion:Intake:MaxBytesInHand", limit));

        using (var other = intake.Services.GetRequiredService<RadiographIntake>().TakeInHand())
        {
            other.Take(1);
            var busy = await FailureAsync(intake.SubmitAsync(file));
            (busy.StatusCode, busy.Status.Detail).ShouldBe((StatusCode.ResourceExhausted, $"expected at most {limit} bytes of files in hand, found more with this one"));
            busy.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason.ShouldBe("IntakeBusy");
            intake.Blobs.ShouldBeEmpty();
        }

        await ShouldBeRefusedAsync("chunk", "expected", intake.SubmitAsync("not a radiograph"u8.ToArray()));
        await ShouldBeRefusedAsync("chunk", "another header", intake.SendAsync(GrpcIntake.Header(), GrpcIntake.Chunk(file), GrpcIntake.Header()));
        (await intake.SubmitAsync(file)).AcceptedNow.ShouldBeTrue();
        (await intake.SubmitAsync(file)).AcceptedNow.ShouldBeFalse();
    }

    [Fact]
    public async Task Watcher_that_stops_or_whose_deadline_passes_ends_the_call_on_the_server_too()
    {
        await using var intake = await GrpcIntake.StartAsync(driven: false, ("Ingestion:Ledger:Tick", "01:00:00"));
        var waiting = (await intake.SubmitAsync(EmbeddedRun.Png(seed: 1))).AnalysisId;

        using var stopped = new CancellationTokenSource();
        using var watched = intake.Client.WatchAnalysis(new WatchAnalysisRequest { AnalysisId = waiting }, cancellationToken: stopped.Token);
        (await watched.ResponseStream.MoveNext(Cancellation)).ShouldBeTrue();
        await stopped.CancelAsync();
        (await FailureAsync(watched.ResponseStream.MoveNext(Cancellation))).StatusCode.ShouldBe(StatusCode.Cancelled);
        (await intake.Ended.NextAsync()).ShouldBe(WatchMethod);

        // Twice as long where the deadline passes before the first message.
        var deadline = TimeSpan.FromSeconds(1);
        while (!await HasMessageBeforeAsync(deadline))
            deadline *= 2;
        (await intake.Ended.NextAsync()).ShouldBe(WatchMethod);

        async Task<bool> HasMessageBeforeAsync(TimeSpan deadline)
        {
            using var call = intake.Client.WatchAnalysis(new WatchAnalysisRequest { AnalysisId = waiting }, deadline: DateTime.UtcNow + deadline, cancellationToken: Patience.Token);
            var states = new List<AnalysisState>();
            (await FailureAsync(ReadAsync())).StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
            states.ShouldAllBe(state => state == AnalysisState.Queued);
            return states.Count > 0;

            async Task ReadAsync()
            {
                await foreach (var analysis in call.ResponseStream.ReadAllAsync(Cancellation))
                    states.Add(analysis.State);
            }
        }
    }

    [Fact]
    public async Task Sender_who_pauses_does_not_hold_up_a_stop_and_is_sent_to_another_host()
    {
        var intake = await GrpcIntake.StartAsync(driven: false);
        using var call = intake.Client.SubmitRadiograph(cancellationToken: Cancellation);
        await call.RequestStream.WriteAsync(GrpcIntake.Header(), Cancellation);
        await call.RequestStream.WriteAsync(GrpcIntake.Chunk([1]), Cancellation);
        // Only once the server answers another call has it this one.
        await intake.SubmitAsync(EmbeddedRun.Png(seed: 1));

        await intake.Services.GetRequiredService<IHost>().StopAsync(CancellationToken.None).WaitAsync(Patience.Token);

        (await FailureAsync(call.ResponseAsync)).StatusCode.ShouldBe(StatusCode.Unavailable);
        await intake.DisposeAsync();
    }

    private static async Task<IReadOnlyList<Analysis>> WatchAsync(GrpcIntake intake, string analysisId)
    {
        using var call = intake.Client.WatchAnalysis(new WatchAnalysisRequest { AnalysisId = analysisId }, cancellationToken: Patience.Token);
        return await call.ResponseStream.ReadAllAsync(Cancellation).ToListAsync(Cancellation);
    }

    private static Task<RpcException> FailureAsync(Task call) => Should.ThrowAsync<RpcException>(() => call);

    private static async Task ShouldBeRefusedAsync(string field, string words, Task call)
    {
        var refusal = await FailureAsync(call);

        refusal.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        var violation = refusal.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Single();
        violation.Field.ShouldBe(field);
        violation.Description.ShouldContain(words);
        refusal.Status.Detail.ShouldBe(violation.Description);
    }
}
