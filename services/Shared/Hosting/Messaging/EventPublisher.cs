using MassTransit;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Hosting.Messaging;

/// <summary>Publishes events of the route that no consumer's context is at hand for: from a ledger, from an outbox.</summary>
public sealed class EventPublisher(IBusControl bus, IOptions<BrokerOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Within the process a publish ends when it was delivered; there is nobody to wait for.</summary>
    private readonly ConfirmedPublish? _confirmed = options.Value.Kind == BrokerKind.InMemory ? null : new ConfirmedPublish(options.Value.PublishTimeout);

    /// <summary>Completes when the bus has started and, as far as it knows, the broker is there; a broker that is away is waited for.</summary>
    public async Task ReadyAsync(CancellationToken cancellation)
    {
        while (bus.CheckHealth().Status == BusHealthStatus.Unhealthy)
            await Task.Delay(Look, time, cancellation);
    }

    /// <summary>Publishes an event; the broker has it when this returns.</summary>
    /// <param name="message">The event.</param>
    /// <param name="type">Its type in <see cref="Contracts.Route"/>.</param>
    /// <exception cref="PublishTimeoutException">The broker did not confirm in time.</exception>
    /// <exception cref="UnreceivedEventException">Somebody must receive the event, and no queue took it.</exception>
    public Task PublishAsync(object message, Type type, CancellationToken cancellation)
        => _confirmed is null
            ? bus.Publish(message, type, cancellation)
            : _confirmed.RunAsync(type, limited => bus.Publish(message, type, limited), cancellation);
}
