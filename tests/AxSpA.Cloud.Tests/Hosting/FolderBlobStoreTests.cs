using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Hosting;

[Trait("Requirement", "DAT-03")]
public sealed class FolderBlobStoreTests : BlobStoreContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FolderBlobStoreTests() => Blobs = new FolderBlobStore(_folder.Path);

    protected override IBlobStore Blobs { get; }

    [Fact]
    public void File_that_a_killed_process_left_half_written_goes_at_the_next_start_and_was_never_a_blob()
    {
        var left = _folder[Path.Combine(".incoming", "half")];
        File.WriteAllBytes(left, [1]);

        _ = new FolderBlobStore(_folder.Path);

        File.Exists(left).ShouldBeFalse();
    }

    public void Dispose() => _folder.Dispose();

    protected override Task<IReadOnlyList<string>> NamesAsync()
        => Task.FromResult<IReadOnlyList<string>>([.. Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories)]);

    protected override Task OverwriteAsync(string name, byte[] bytes) => File.WriteAllBytesAsync(_folder[Path.Combine(Container, name)], bytes, Cancellation);
}
