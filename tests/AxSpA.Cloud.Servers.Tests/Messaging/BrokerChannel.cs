using RabbitMQ.Client;

namespace AxSpA.Cloud.Servers.Tests.Messaging;

/// <summary>The broker seen without MassTransit.</summary>
internal sealed class BrokerChannel : IAsyncDisposable
{
    private readonly IConnection _connection;

    private BrokerChannel(IConnection connection, IChannel channel) => (_connection, Channel) = (connection, channel);

    public IChannel Channel { get; }

    public static async Task<BrokerChannel> OpenAsync(IReadOnlyDictionary<string, string?> settings)
    {
        var factory = new ConnectionFactory
        {
            Uri = new Uri(settings["Hosting:Broker:Uri"]!),
            UserName = settings["Hosting:Broker:User"]!,
            Password = settings["Hosting:Broker:Password"]!,
        };
        var connection = await factory.CreateConnectionAsync(Patience.Token);
        return new BrokerChannel(connection, await connection.CreateChannelAsync(cancellationToken: Patience.Token));
    }

    /// <summary>Takes the next message of a queue; null where there is none.</summary>
    public Task<BasicGetResult?> GetAsync(string queue) => Channel.BasicGetAsync(queue, autoAck: false, Patience.Token);

    /// <summary>Takes the next message of a queue, which is on its way there.</summary>
    public async Task<BasicGetResult> AwaitAsync(string queue)
    {
        while (true)
        {
            if (await GetAsync(queue) is { } message)
                return message;
            await Task.Delay(20, Patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
