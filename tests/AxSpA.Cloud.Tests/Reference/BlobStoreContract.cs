using AxSpA.Cloud.Hosting.Blobs;
using Shouldly;

namespace AxSpA.Cloud.Tests.Reference;

/// <summary>What every blob store does the same way.</summary>
public abstract class BlobStoreContract
{
    protected const string Container = "radiographs";

    /// <summary>A store that holds nothing yet.</summary>
    protected abstract IBlobStore Blobs { get; }

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Name_is_written_once_and_keeps_its_first_bytes()
    {
        (await CreateAsync("a/b.bin", 1, 2, 3)).ShouldBeTrue();
        (await CreateAsync("a/b.bin", 9)).ShouldBeFalse();

        (await Blobs.ReadAsync(Container, "a/b.bin", Cancellation)).ShouldBe([1, 2, 3]);
        (await Blobs.LengthAsync(Container, "a/b.bin", Cancellation)).ShouldBe(3);
    }

    [Fact]
    public async Task Of_many_writers_at_once_one_wins_and_its_bytes_lie_there_whole()
    {
        for (var round = 0; round < 20; round++)
        {
            var name = $"round-{round}/blob.bin";
            var written = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(() => CreateAsync(name, Bytes((byte)writer)), Cancellation)));

            written.Count(won => won).ShouldBe(1);
            (await Blobs.ReadAsync(Container, name, Cancellation)).ShouldBe(Bytes((byte)Array.IndexOf(written, true)));
        }

        (await NamesAsync()).Count.ShouldBe(20, "losers leave nothing behind");

        static byte[] Bytes(byte writer) => [.. Enumerable.Repeat(writer, 10_000)];
    }

    [Fact]
    public async Task Name_without_bytes_reads_as_nothing()
    {
        (await Blobs.ReadAsync(Container, "none", Cancellation)).ShouldBeNull();
        (await Blobs.ReadAsync(Container, "no/folder/either", Cancellation)).ShouldBeNull();
        (await Blobs.LengthAsync(Container, "no/folder/either", Cancellation)).ShouldBeNull();
        (await Blobs.ReadAsync("no-such-container", "a", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Deleted_name_is_free_again_and_deleting_nothing_does_nothing()
    {
        await CreateAsync("a/b.bin", 1);

        await Blobs.DeleteAsync(Container, "a/b.bin", Cancellation);
        await Blobs.DeleteAsync(Container, "a/b.bin", Cancellation);
        await Blobs.DeleteAsync(Container, "no/folder/either", Cancellation);

        (await CreateAsync("a/b.bin", 2)).ShouldBeTrue();
    }

    [Fact]
    public async Task Write_that_is_cancelled_leaves_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => Blobs.CreateAsync(Container, "a", "x/y", new byte[1 << 20], cancelled.Token));

        (await NamesAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(20)]
    public async Task Write_that_is_cancelled_on_its_way_leaves_nothing_or_all_of_it(int milliseconds)
    {
        var bytes = new byte[20 << 20];
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(milliseconds));

        try
        {
            await Blobs.CreateAsync(Container, "a", "x/y", bytes, cancelled.Token);
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            // As asked; where it was too late for that, all of it is there.
        }

        // A remote store may come to the end of a write that nobody waits for any more between any two questions.
        if (await Blobs.LengthAsync(Container, "a", Cancellation) is not null || !await CreateAsync("a", 1))
            (await Blobs.LengthAsync(Container, "a", Cancellation)).ShouldBe(bytes.Length);
        (await NamesAsync()).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(Container, "../a")]
    [InlineData(Container, "../other/a")]
    [InlineData(Container, "../.incoming/a")]
    [InlineData(Container, "a/../../../a")]
    [InlineData(Container, "/etc/a")]
    [InlineData(Container, "")]
    [InlineData(Container, ".")]
    [InlineData("..", "a")]
    [InlineData(".", "a")]
    [InlineData("", "a")]
    [InlineData("/etc", "a")]
    [InlineData("other/radiographs", "a")]
    [InlineData(".incoming", "a")]
    public async Task Name_that_leaves_its_container_is_refused(string container, string name)
    {
        await Should.ThrowAsync<ArgumentException>(() => Blobs.CreateAsync(container, name, "x/y", new byte[1], Cancellation));
        await Should.ThrowAsync<ArgumentException>(() => Blobs.ReadAsync(container, name, Cancellation));
        await Should.ThrowAsync<ArgumentException>(() => Blobs.LengthAsync(container, name, Cancellation));
        await Should.ThrowAsync<ArgumentException>(() => Blobs.DeleteAsync(container, name, Cancellation));
        (await NamesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Reference_reads_its_own_bytes_alone()
    {
        var reference = BlobReading.Describe(Container, "a/b.bin", "x/y", [1, 2, 3]);
        (await Blobs.ExistsAsync(reference, Cancellation)).ShouldBeFalse();
        var missing = await Should.ThrowAsync<BlobMismatchException>(() => Blobs.ReadAsync(reference, Cancellation));
        missing.Message.ShouldContain("found nothing");

        await CreateAsync("a/b.bin", 1, 2, 3);
        (await Blobs.ExistsAsync(reference, Cancellation)).ShouldBeTrue();
        (await Blobs.ReadAsync(reference, Cancellation)).ShouldBe([1, 2, 3]);

        await OverwriteAsync("a/b.bin", [1, 2, 4]);
        var changed = await Should.ThrowAsync<BlobMismatchException>(() => Blobs.ReadAsync(reference, Cancellation));
        changed.Message.ShouldContain(reference.Sha256);
        changed.Message.ShouldContain(BlobReading.Describe(Container, "a/b.bin", "x/y", [1, 2, 4]).Sha256);
    }

    /// <summary>Every name that holds bytes.</summary>
    protected abstract Task<IReadOnlyList<string>> NamesAsync();

    /// <summary>Changes a blob behind the store's back.</summary>
    protected abstract Task OverwriteAsync(string name, byte[] bytes);

    protected Task<bool> CreateAsync(string name, params byte[] bytes) => Blobs.CreateAsync(Container, name, "x/y", bytes, Cancellation);
}
