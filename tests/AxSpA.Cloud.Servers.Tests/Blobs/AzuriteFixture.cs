using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Servers.Tests.Servers;
using Azure.Storage.Blobs;

namespace AxSpA.Cloud.Servers.Tests.Blobs;

/// <summary>One Azurite for the tests of a class, and a client that looks behind the store's back.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private Server? _server;

    /// <summary>As configuration has it.</summary>
    internal BlobOptions Options => new() { Kind = BlobStoreKind.Azure, ConnectionString = Settings["Hosting:Blobs:ConnectionString"]! };

    internal IReadOnlyDictionary<string, string?> Settings => Server.Settings;

    internal Server Server => _server!;

    internal BlobContainerClient Behind => new BlobServiceClient(Options.ConnectionString).GetBlobContainerClient("radiographs");

    public async ValueTask InitializeAsync() => _server = await Server.AzuriteAsync();

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    /// <summary>A store as a process opens it, with connections of its own.</summary>
    internal AzureBlobStore Open() => new(AzureAccount.Open(Options));

    internal async Task<IReadOnlyList<string>> NamesAsync(string? prefix = null)
    {
        var names = new List<string>();
        if (await Behind.ExistsAsync(TestContext.Current.CancellationToken))
        {
            await foreach (var blob in Behind.GetBlobsAsync(Azure.Storage.Blobs.Models.BlobTraits.None, Azure.Storage.Blobs.Models.BlobStates.None, prefix, TestContext.Current.CancellationToken))
                names.Add(blob.Name);
        }

        return names;
    }

    /// <summary>Leaves the container empty.</summary>
    internal async Task ClearAsync()
    {
        foreach (var name in await NamesAsync())
            await Behind.DeleteBlobAsync(name);
    }
}
