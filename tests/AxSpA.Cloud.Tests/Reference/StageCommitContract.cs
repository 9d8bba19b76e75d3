using System.Text.Json;
using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Hosting.Commits;
using Shouldly;

namespace AxSpA.Cloud.Tests.Reference;

/// <summary>What runners of several processes come to on one blob store, wherever any of them dies.</summary>
public abstract class StageCommitContract
{
    /// <summary>Two artifacts and a record are written: a place before and after each, and one that is never reached.</summary>
    private const int Places = 7;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_runners_killed_before_and_after_each_write_leave_one_record_and_events_whose_blobs_verify(bool expired)
    {
        for (var first = 1; first <= Places; first++)
        {
            for (var second = 1; second <= Places; second++)
            {
                var work = Work($"{first}-{second}-{expired}");
                if (expired)
                    await ExpireAsync(work);

                var runners = await Task.WhenAll(
                    Task.Run(() => LiveAsync(work, 1, first), Cancellation),
                    Task.Run(() => LiveAsync(work, 2, second), Cancellation));
                var again = await RunAsync(Open(), work, 3);

                foreach (var published in runners.OfType<StageRecord<Counted>>().Append(again))
                {
                    Json(published).ShouldBe(Json(again), $"killed at {first} and {second}");
                    foreach (var artifact in published.Artifacts.Values)
                        await Open().ReadAsync(artifact, Cancellation);
                }

                var records = (await NamesAsync(work.Folder)).Count(name => name.EndsWith(".json", StringComparison.Ordinal));
                records.ShouldBe(expired ? 2 : 1, "one, beside the one that is no longer whole");
            }
        }
    }

    [Fact]
    public async Task Runner_that_still_holds_an_expired_record_when_another_has_replaced_it_comes_to_the_others_record()
    {
        var work = Work("held");
        await ExpireAsync(work);
        var holding = new HeldBlobs(Open());

        var late = Task.Run(() => RunAsync(holding, work, 2), Cancellation);
        await holding.Reached;
        var prompt = await RunAsync(Open(), work, 1);
        holding.Release();

        Json(await late).ShouldBe(Json(prompt));
        foreach (var artifact in prompt.Artifacts.Values)
            (await Open().ReadAsync(artifact, Cancellation))[0].ShouldBe((byte)1);
    }

    [Fact]
    public async Task Record_that_expires_again_and_again_is_worked_out_each_time()
    {
        var work = Work("again");
        for (byte runner = 1; runner <= 3; runner++)
        {
            var record = await RunAsync(Open(), work, runner);

            record.Values!.Runner.ShouldBe(runner);
            foreach (var artifact in record.Artifacts.Values)
                (await Open().ReadAsync(artifact, Cancellation))[0].ShouldBe(runner);
            await Open().DeleteAsync(StageWork.Container, record.Artifacts["first"].Name, Cancellation);
        }
    }

    /// <summary>The one place where blobs lie, as another process would open it.</summary>
    protected abstract IBlobStore Open();

    /// <summary>Names that start so.</summary>
    protected abstract Task<IReadOnlyList<string>> NamesAsync(string prefix);

    private static StageWork Work(string key) => new(Services.Segmentation, "0123abcd", key);

    /// <returns>What the runner publishes from, or null where it died.</returns>
    private async Task<StageRecord<Counted>?> LiveAsync(StageWork work, byte runner, int diesAt)
    {
        try
        {
            return await RunAsync(new MortalBlobs(Open(), diesAt), work, runner);
        }
        catch (MortalBlobs.DeathException)
        {
            return null;
        }
    }

    /// <summary>Commits the work and lets one of its blobs expire.</summary>
    private async Task ExpireAsync(StageWork work)
    {
        var record = await RunAsync(Open(), work, 9);
        await Open().DeleteAsync(StageWork.Container, record.Artifacts["second"].Name, Cancellation);
    }

    /// <summary>Work whose result, as on another device, differs from runner to runner.</summary>
    private static Task<StageRecord<Counted>> RunAsync(IBlobStore blobs, StageWork work, byte runner)
        => new StageCommit(blobs, new ComputeClock()).RunAsync<Counted>(
            work,
            async run =>
            {
                await run.StoreAsync("first", "bin", "x/y", new byte[] { runner, 1 }, Cancellation);
                await run.StoreAsync("second", "bin", "x/y", new byte[] { runner, 2 }, Cancellation);
                return new Counted(runner);
            },
            Cancellation);

    private static string Json(StageRecord<Counted> record)
        => JsonSerializer.Serialize(record with { Artifacts = new SortedDictionary<string, BlobReference>(record.Artifacts.ToDictionary(), StringComparer.Ordinal) });

    private sealed record Counted(byte Runner);

    /// <summary>Holds up whoever asks whether a blob still exists.</summary>
    private sealed class HeldBlobs(IBlobStore store) : IBlobStore
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => _reached.Task;

        public void Release() => _released.SetResult();

        public Task<bool> CreateAsync(string container, string name, string mediaType, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
            => store.CreateAsync(container, name, mediaType, bytes, cancellation);

        public Task<byte[]?> ReadAsync(string container, string name, CancellationToken cancellation) => store.ReadAsync(container, name, cancellation);

        public async Task<long?> LengthAsync(string container, string name, CancellationToken cancellation)
        {
            var length = await store.LengthAsync(container, name, cancellation);
            _reached.TrySetResult();
            await _released.Task;
            return length;
        }

        public Task DeleteAsync(string container, string name, CancellationToken cancellation) => store.DeleteAsync(container, name, cancellation);
    }
}
