using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Servers.Tests.Blobs;
using AxSpA.Cloud.Tests.Reference;

namespace AxSpA.Cloud.Servers.Tests.Commits;

/// <summary>The runners open the container each with a client of its own, as processes do.</summary>
[Trait("Requirement", "DAT-04")]
public sealed class AzureStageCommitTests(AzuriteFixture azurite) : StageCommitContract, IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await azurite.ClearAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override IBlobStore Open() => azurite.Open();

    protected override Task<IReadOnlyList<string>> NamesAsync(string prefix) => azurite.NamesAsync(prefix + "/");
}
