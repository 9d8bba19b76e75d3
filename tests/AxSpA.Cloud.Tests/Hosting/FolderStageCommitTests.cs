using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Hosting.Commits;
using AxSpA.Cloud.Tests.Reference;

namespace AxSpA.Cloud.Tests.Hosting;

public sealed class FolderStageCommitTests : StageCommitContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FolderBlobStore _blobs;

    public FolderStageCommitTests() => _blobs = new FolderBlobStore(_folder.Path);

    public void Dispose() => _folder.Dispose();

    /// <summary>One process works in a folder, through one store.</summary>
    protected override IBlobStore Open() => _blobs;

    protected override Task<IReadOnlyList<string>> NamesAsync(string prefix)
        => Task.FromResult<IReadOnlyList<string>>([.. Directory.EnumerateFiles(_folder[Path.Combine(StageWork.Container, prefix)])]);
}
