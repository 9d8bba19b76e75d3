using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Hosting;

public sealed class KeptBlobsTests : IDisposable
{
    private const string Container = "radiographs";

    private readonly TemporaryFolder _folder = new();
    private readonly CountedBlobs _store;
    private readonly KeptBlobs _blobs;

    public KeptBlobsTests()
    {
        _store = new CountedBlobs(new FolderBlobStore(_folder.Path));
        _blobs = new KeptBlobs(_store, limit: 100);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Blob_read_twice_is_fetched_once_and_each_reader_has_bytes_of_its_own()
    {
        await CreateAsync("a", 3);
        var first = (await ReadAsync("a"))!;
        first[0] = 99;

        (await ReadAsync("a")).ShouldBe(new byte[3]);
        _store.Reads.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_read_longest_ago_makes_room()
    {
        foreach (var name in new[] { "a", "b", "c" })
            await CreateAsync(name, 40);
        await ReadAsync("a");
        await ReadAsync("b");
        await ReadAsync("a");
        await ReadAsync("c");

        await ReadAsync("a");
        await ReadAsync("c");
        _store.Reads.ShouldBe(3);
        await ReadAsync("b");
        _store.Reads.ShouldBe(4);
    }

    [Fact]
    public async Task Blob_above_half_the_limit_and_one_that_is_missing_or_deleted_are_not_kept()
    {
        await CreateAsync("large", 51);
        await ReadAsync("large");
        await ReadAsync("large");
        (await ReadAsync("missing")).ShouldBeNull();
        (await ReadAsync("missing")).ShouldBeNull();
        _store.Reads.ShouldBe(4);

        await CreateAsync("gone", 1);
        await ReadAsync("gone");
        await _blobs.DeleteAsync(Container, "gone", Cancellation);
        (await ReadAsync("gone")).ShouldBeNull();
    }

    public void Dispose() => _folder.Dispose();

    private Task<bool> CreateAsync(string name, int bytes) => _blobs.CreateAsync(Container, name, "x/y", new byte[bytes], Cancellation);

    private Task<byte[]?> ReadAsync(string name) => _blobs.ReadAsync(Container, name, Cancellation);
}
