using AxSpA.Cloud.Contracts;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace AxSpA.Cloud.Hosting.Messaging;

/// <summary>
/// Declares the route's queues before a bus starts, one process after the other. RabbitMQ enters a quorum queue into its lists before the queue
/// runs: who consumes from it in between, through another connection, is cut off with an internal error (<c>noproc</c>), and the bus does not
/// recover from that. An exclusive queue, which the broker gives to one connection at a time and takes back when that ends, is the turn.
/// </summary>
internal sealed partial class QueueDeclaration(
    IOptions<BrokerOptions> options, BrokerTrust trust, BrokerRefusal refusal, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<QueueDeclaration> log)
    : IBusObserver
{
    /// <summary>The queue that says whose turn it is; it holds no message.</summary>
    private const string Turn = "axspa-declaration";

    /// <summary>AMQP 0-9-1, 1.2: the queue is another connection's.</summary>
    private const int ResourceLocked = 405;

    private static readonly TimeSpan PauseForTurn = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan PauseForBroker = TimeSpan.FromSeconds(1);

    public void PostCreate(IBus bus)
    {
    }

    public void CreateFaulted(Exception exception)
    {
    }

    /// <summary>
    /// Waits for a broker that is away, for as long as the host runs. Whatever else fails is said and tried again too: the bus does not know of what is
    /// thrown here, and would never start and never say so. A broker that takes the connection and then does not answer is a cancellation of the client's own.
    /// </summary>
    public async Task PreStart(IBus bus)
    {
        var stopping = lifetime.ApplicationStopping;
        for (var failures = 0; ; failures++)
        {
            try
            {
                await DeclareAsync(stopping);
                return;
            }
            catch (Exception away) when (!stopping.IsCancellationRequested)
            {
                refusal.Consider(away);
                refusal.ConsiderDeclaration(away);
                if (failures % 30 == 0)
                    LogAway(log, away.GetBaseException().GetType().Name);
                await Task.Delay(PauseForBroker, time, stopping);
            }
        }
    }

    public Task PostStart(IBus bus, Task<BusReady> busReady) => Task.CompletedTask;

    public Task StartFaulted(IBus bus, Exception exception) => Task.CompletedTask;

    public Task PreStop(IBus bus) => Task.CompletedTask;

    public Task PostStop(IBus bus) => Task.CompletedTask;

    public Task StopFaulted(IBus bus, Exception exception) => Task.CompletedTask;

    private async Task DeclareAsync(CancellationToken cancellation)
    {
        await using var connection = await Factory(options.Value, trust).CreateConnectionAsync(Turn, cancellation);
        await TakeTurnAsync(connection, cancellation);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
        foreach (var queue in RouteTopology.Queues)
        {
            await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, RouteTopology.ArgumentsOf(queue), cancellationToken: cancellation);
            await channel.QueueDeclareAsync(
                RouteTopology.ErrorsOf(queue), durable: true, exclusive: false, autoDelete: false, RouteTopology.ArgumentsOf(queue), cancellationToken: cancellation);
        }
    }

    private async Task TakeTurnAsync(IConnection connection, CancellationToken cancellation)
    {
        while (true)
        {
            // A refusal closes the channel it came on.
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
            try
            {
                await channel.QueueDeclareAsync(Turn, durable: false, exclusive: true, autoDelete: false, cancellationToken: cancellation);
                return;
            }
            catch (OperationInterruptedException other) when (other.ShutdownReason?.ReplyCode == ResourceLocked)
            {
                await Task.Delay(PauseForTurn, time, cancellation);
            }
        }
    }

    private static ConnectionFactory Factory(BrokerOptions broker, BrokerTrust trust)
    {
        var factory = new ConnectionFactory
        {
            Uri = new Uri(broker.Uri),
            UserName = broker.User,
            Password = broker.Password,
            AutomaticRecoveryEnabled = false,
            RequestedConnectionTimeout = RabbitMqTransport.ConnectLimit,
        };
        // As the bus does. The choice of the protocol's version is the operating system's.
        factory.Ssl.Version = System.Security.Authentication.SslProtocols.None;
        factory.Ssl.CertificateValidationCallback = trust.Trusts;
        return factory;
    }

    [LoggerMessage(1020, LogLevel.Warning, "The broker is waited for: {Cause}")]
    private static partial void LogAway(ILogger log, string cause);
}
