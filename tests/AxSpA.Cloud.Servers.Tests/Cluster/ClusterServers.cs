using AxSpA.Cloud.Servers.Tests.Servers;

namespace AxSpA.Cloud.Servers.Tests.Cluster;

/// <summary>The three servers of a cluster, each of which a test may stop, kill and start again.</summary>
internal sealed class ClusterServers : IAsyncDisposable
{
    private ClusterServers(Server broker, Server database, Server blobs) => (Broker, Database, Blobs) = (broker, database, blobs);

    public Server Broker { get; }

    public Server Database { get; }

    public Server Blobs { get; }

    /// <summary>What a cluster needs to reach them.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings => [.. Broker.Settings, .. Database.Settings, .. Blobs.Settings];

    public static async Task<ClusterServers> StartAsync()
    {
        Task<Server>[] starts = [Server.RabbitMqAsync(), Server.PostgreSqlAsync(), Server.AzuriteAsync()];
        try
        {
            var servers = await Task.WhenAll(starts);
            return new ClusterServers(servers[0], servers[1], servers[2]);
        }
        catch
        {
            foreach (var started in starts.Where(start => start.IsCompletedSuccessfully))
                await (await started).DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Blobs.DisposeAsync();
        await Database.DisposeAsync();
        await Broker.DisposeAsync();
    }
}
