using System.Net;
using System.Net.Sockets;

namespace AxSpA.Cloud.Servers.Tests.Messaging;

/// <summary>
/// Stands before a broker and passes everything on, but for the first connection: what the broker answers there once a queue is declared does not
/// come through.
/// </summary>
internal sealed class SlowBroker : IAsyncDisposable
{
    /// <summary>AMQP 0-9-1, 1.7.2.1: class queue, method declare.</summary>
    private static readonly byte[] QueueDeclare = [0, 50, 0, 10];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly Uri _broker;
    private readonly Task _accepting;
    private int _connections;

    /// <param name="settings">The broker's.</param>
    public SlowBroker(IReadOnlyDictionary<string, string?> settings)
    {
        _broker = new Uri(settings["Hosting:Broker:Uri"]!);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string Uri => new UriBuilder(_broker) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri.ToString();

    /// <summary>Connections so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        var relays = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_ended.Token);
                relays.Add(RelayAsync(client, slow: Interlocked.Increment(ref _connections) == 1));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(relays);
        }
    }

    /// <summary>Until one of both has gone.</summary>
    private async Task RelayAsync(TcpClient client, bool slow)
    {
        using var broker = new TcpClient();
        using (client)
        {
            await broker.ConnectAsync(_broker.Host, _broker.Port, _ended.Token);
            var silent = false;
            await Task.WhenAny(
                PassAsync(client, broker, sent =>
                {
                    silent |= slow && sent.IndexOf(QueueDeclare) >= 0;
                    return true;
                }),
                PassAsync(broker, client, _ => !Volatile.Read(ref silent)));
        }
    }

    private async Task PassAsync(TcpClient from, TcpClient to, Passes passes)
    {
        var buffer = new byte[64 << 10];
        while (await from.GetStream().ReadAsync(buffer, _ended.Token) is > 0 and var read)
        {
            if (passes(buffer.AsSpan(0, read)))
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), _ended.Token);
        }
    }

    private delegate bool Passes(ReadOnlySpan<byte> bytes);
}
