using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Servers.Tests.Blobs;

[Trait("Requirement", "DAT-03")]
public sealed class AzureBlobStoreTests(AzuriteFixture azurite) : BlobStoreContract, IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    protected override IBlobStore Blobs { get; } = azurite.Open();

    public async ValueTask InitializeAsync() => await azurite.ClearAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Blob_says_what_it_is()
    {
        await Blobs.CreateAsync(Container, "a/b.png", "image/png", new byte[] { 1 }, Cancellation);

        (await azurite.Behind.GetBlobClient("a/b.png").GetPropertiesAsync(cancellationToken: Cancellation)).Value.ContentType.ShouldBe("image/png");
    }

    [Fact]
    public async Task Container_that_is_missing_is_made_at_the_first_write()
    {
        (await Blobs.CreateAsync("made-late", "a", "x/y", new byte[] { 1 }, Cancellation)).ShouldBeTrue();

        (await Blobs.ReadAsync("made-late", "a", Cancellation)).ShouldBe([1]);
    }

    [Fact]
    public async Task Radiograph_of_many_megabytes_comes_back_as_it_was()
    {
        var bytes = new byte[20 << 20];
        new Random(7).NextBytes(bytes);
        var reference = BlobReading.Describe(Container, "large", "x/y", bytes);

        (await Blobs.CreateAsync(Container, "large", "x/y", bytes, Cancellation)).ShouldBeTrue();

        (await Blobs.ReadAsync(reference, Cancellation)).Length.ShouldBe(bytes.Length);
    }

    protected override Task<IReadOnlyList<string>> NamesAsync() => azurite.NamesAsync();

    protected override async Task OverwriteAsync(string name, byte[] bytes)
        => await azurite.Behind.GetBlobClient(name).UploadAsync(new BinaryData(bytes), overwrite: true, Cancellation);
}
