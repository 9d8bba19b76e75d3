using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Hosting;

public sealed class FolderBlobStoreTests : IDisposable
{
    private const string Container = "radiographs";

    private readonly TemporaryFolder _folder = new();
    private readonly FolderBlobStore _blobs;

    public FolderBlobStoreTests() => _blobs = new FolderBlobStore(_folder.Path);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Name_is_written_once_and_keeps_its_first_bytes()
    {
        (await CreateAsync("a/b.bin", 1, 2, 3)).ShouldBeTrue();
        (await CreateAsync("a/b.bin", 9)).ShouldBeFalse();

        (await _blobs.ReadAsync(Container, "a/b.bin", Cancellation)).ShouldBe([1, 2, 3]);
        (await _blobs.LengthAsync(Container, "a/b.bin", Cancellation)).ShouldBe(3);
    }

    [Fact]
    public async Task Of_many_writers_at_once_one_wins_and_its_bytes_lie_there_whole()
    {
        for (var round = 0; round < 20; round++)
        {
            var name = $"round-{round}/blob.bin";
            var written = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(() => CreateAsync(name, Bytes((byte)writer)), Cancellation)));

            written.Count(won => won).ShouldBe(1);
            (await _blobs.ReadAsync(Container, name, Cancellation)).ShouldBe(Bytes((byte)Array.IndexOf(written, true)));
        }

        Files().Count.ShouldBe(20, "losers leave nothing behind");

        static byte[] Bytes(byte writer) => [.. Enumerable.Repeat(writer, 10_000)];
    }

    [Fact]
    public async Task Name_without_bytes_reads_as_nothing()
    {
        (await _blobs.ReadAsync(Container, "none", Cancellation)).ShouldBeNull();
        (await _blobs.ReadAsync(Container, "no/folder/either", Cancellation)).ShouldBeNull();
        (await _blobs.LengthAsync(Container, "no/folder/either", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Deleted_name_is_free_again_and_deleting_nothing_does_nothing()
    {
        await CreateAsync("a/b.bin", 1);

        await _blobs.DeleteAsync(Container, "a/b.bin", Cancellation);
        await _blobs.DeleteAsync(Container, "a/b.bin", Cancellation);
        await _blobs.DeleteAsync(Container, "no/folder/either", Cancellation);

        (await CreateAsync("a/b.bin", 2)).ShouldBeTrue();
    }

    [Fact]
    public void File_that_a_killed_process_left_half_written_goes_at_the_next_start_and_was_never_a_blob()
    {
        var left = _folder[Path.Combine(".incoming", "half")];
        File.WriteAllBytes(left, [1]);

        _ = new FolderBlobStore(_folder.Path);

        File.Exists(left).ShouldBeFalse();
    }

    [Fact]
    public async Task Write_that_fails_leaves_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => _blobs.CreateAsync(Container, "a", "x/y", new byte[1 << 20], cancelled.Token));

        Files().ShouldBeEmpty();
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
        await Should.ThrowAsync<ArgumentException>(() => _blobs.CreateAsync(container, name, "x/y", new byte[1], Cancellation));
        await Should.ThrowAsync<ArgumentException>(() => _blobs.ReadAsync(container, name, Cancellation));
        await Should.ThrowAsync<ArgumentException>(() => _blobs.LengthAsync(container, name, Cancellation));
        await Should.ThrowAsync<ArgumentException>(() => _blobs.DeleteAsync(container, name, Cancellation));
        Files().ShouldBeEmpty();
    }

    [Fact]
    public async Task Reference_reads_its_own_bytes_alone()
    {
        var reference = BlobReading.Describe(Container, "a/b.bin", "x/y", [1, 2, 3]);
        (await _blobs.ExistsAsync(reference, Cancellation)).ShouldBeFalse();
        var missing = await Should.ThrowAsync<BlobMismatchException>(() => _blobs.ReadAsync(reference, Cancellation));
        missing.Message.ShouldContain("found nothing");

        await CreateAsync("a/b.bin", 1, 2, 3);
        (await _blobs.ExistsAsync(reference, Cancellation)).ShouldBeTrue();
        (await _blobs.ReadAsync(reference, Cancellation)).ShouldBe([1, 2, 3]);

        File.WriteAllBytes(_folder["radiographs/a/b.bin"], [1, 2, 4]);
        var changed = await Should.ThrowAsync<BlobMismatchException>(() => _blobs.ReadAsync(reference, Cancellation));
        changed.Message.ShouldContain(reference.Sha256);
        changed.Message.ShouldContain(BlobReading.Describe(Container, "a/b.bin", "x/y", [1, 2, 4]).Sha256);
    }

    public void Dispose() => _folder.Dispose();

    private Task<bool> CreateAsync(string name, params byte[] bytes) => _blobs.CreateAsync(Container, name, "x/y", bytes, Cancellation);

    private List<string> Files() => [.. Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories)];
}
