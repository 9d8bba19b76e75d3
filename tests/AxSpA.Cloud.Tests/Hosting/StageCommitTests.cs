using System.Text.Json;
using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Hosting.Commits;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Hosting;

public sealed class StageCommitTests : IDisposable
{
    private static readonly StageWork Work = new(Services.Segmentation, "0123abcd", "ef45");

    private readonly TemporaryFolder _folder = new();
    private readonly FolderBlobStore _blobs;
    private readonly StageCommit _commit;
    private int _computed;

    public StageCommitTests()
    {
        _blobs = new FolderBlobStore(_folder.Path);
        _commit = new StageCommit(_blobs, new ComputeClock());
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Work_that_is_committed_is_not_done_again()
    {
        var first = await RunAsync(7, [1, 2, 3]);
        var second = await RunAsync(8, [4]);

        _computed.ShouldBe(1);
        first.Values!.Number.ShouldBe(7);
        first.Milliseconds.Keys.ShouldBe(["count"]);
        first.Artifacts["label-map"].Name.ShouldBe("0123abcd/segmentation/ef45/label-map.bin");
        Json(second).ShouldBe(Json(first));
        (await _blobs.ReadAsync(second.Artifacts["label-map"], Cancellation)).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Other_work_on_the_same_picture_is_done()
    {
        await RunAsync(7, [1]);

        (await RunAsync(8, [2], Work with { Key = "ef46" })).Values!.Number.ShouldBe(8);
        _computed.ShouldBe(2);
    }

    [Fact]
    public async Task Two_runners_at_once_come_to_one_record_whose_blobs_verify()
    {
        for (byte round = 0; round < 20; round++)
        {
            var work = Work with { Key = $"round-{round}" };
            using var bothComputed = new Barrier(2);
            var runners = Enumerable.Range(1, 2).Select(runner => Task.Run(() => RunAsync(runner, [(byte)runner, round], work, bothComputed.SignalAndWait), Cancellation));
            var records = await Task.WhenAll(runners);

            Json(records[0]).ShouldBe(Json(records[1]));
            var stored = await _blobs.ReadAsync(records[0].Artifacts["label-map"], Cancellation);
            stored[1].ShouldBe(round);
            new int[] { 1, 2 }.ShouldContain(stored[0]);
        }

        _computed.ShouldBe(40);
    }

    [Fact]
    public async Task Record_whose_blob_has_expired_is_worked_out_again()
    {
        var first = await RunAsync(7, [1, 2, 3]);
        await _blobs.DeleteAsync(StageWork.Container, first.Artifacts["label-map"].Name, Cancellation);

        var second = await RunAsync(8, [4]);

        _computed.ShouldBe(2);
        second.Values!.Number.ShouldBe(8);
        (await _blobs.ReadAsync(second.Artifacts["label-map"], Cancellation)).ShouldBe([4]);
        Json(await RunAsync(9, [5])).ShouldBe(Json(second));
    }

    [Fact]
    public async Task First_sight_that_is_none_comes_to_the_record_that_was_there()
    {
        var first = await RunAsync(7, [1, 2, 3]);
        FirstSight.IsCurrent = true;

        var second = await RunAsync(8, [4]);

        _computed.ShouldBe(2);
        Json(second).ShouldBe(Json(first));
        (await _blobs.ReadAsync(second.Artifacts["label-map"], Cancellation)).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task First_sight_that_fills_a_gap_in_an_old_record_does_not_pass_for_it()
    {
        var first = await RunAsync(7, [1, 2, 3]);
        await _blobs.DeleteAsync(StageWork.Container, first.Artifacts["label-map"].Name, Cancellation);
        FirstSight.IsCurrent = true;

        var second = await RunAsync(8, [4, 5, 6]);

        second.Values!.Number.ShouldBe(8);
        (await _blobs.ReadAsync(second.Artifacts["label-map"], Cancellation)).ShouldBe([4, 5, 6]);
        Json(await RunAsync(9, [7])).ShouldBe(Json(second));
    }

    [Fact]
    public async Task Artifact_of_a_runner_that_died_before_its_record_is_the_artifact()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => _commit.RunAsync<Counted>(
            Work,
            async run =>
            {
                await run.StoreAsync("label-map", "bin", "x/y", new byte[] { 1, 2, 3 }, Cancellation);
                throw new InvalidOperationException("died");
            },
            Cancellation));

        var record = await RunAsync(8, [4, 5, 6]);

        (await _blobs.ReadAsync(record.Artifacts["label-map"], Cancellation)).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Rejection_is_committed_like_a_value()
    {
        var first = await RejectAsync("expected a sacrum, found none");
        var second = await RejectAsync("never asked");

        _computed.ShouldBe(1);
        first.Values.ShouldBeNull();
        second.Rejection.ShouldBe(new StageRejection(RejectionReason.NoSacrum, "expected a sacrum, found none"));
        Json(second).ShouldBe(Json(first));
    }

    [Fact]
    public async Task Parts_of_a_name_add_up_their_time()
    {
        var record = await _commit.RunAsync<Counted>(
            Work,
            run =>
            {
                run.Time("first", () => 1);
                run.Time("second", () => 2);
                run.Time("first", () => 3);
                return Task.FromResult<StageAnswer<Counted>>(new Counted(1));
            },
            Cancellation);

        record.Milliseconds.Keys.ShouldBe(["first", "second"], ignoreOrder: true);
        record.Milliseconds.Values.ShouldAllBe(milliseconds => milliseconds >= 0);
    }

    public void Dispose() => _folder.Dispose();

    private Task<StageRecord<Counted>> RunAsync(int number, byte[] artifact, StageWork? work = null, Action? computed = null)
        => _commit.RunAsync<Counted>(
            work ?? Work,
            async run =>
            {
                Interlocked.Increment(ref _computed);
                var counted = run.Time("count", () => new Counted(number));
                computed?.Invoke();
                await run.StoreAsync("label-map", "bin", "x/y", artifact, Cancellation);
                return counted;
            },
            Cancellation);

    private Task<StageRecord<Counted>> RejectAsync(string detail)
        => _commit.RunAsync<Counted>(
            Work,
            run =>
            {
                _computed++;
                return Task.FromResult<StageAnswer<Counted>>(new StageRejection(RejectionReason.NoSacrum, detail));
            },
            Cancellation);

    private static string Json(StageRecord<Counted> record) => JsonSerializer.Serialize(record);

    private sealed record Counted(int Number);
}
