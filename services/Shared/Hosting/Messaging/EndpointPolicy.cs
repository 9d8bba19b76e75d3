using MassTransit;

namespace AxSpA.Cloud.Hosting.Messaging;

/// <summary>What every endpoint does with an event that its consumer failed on.</summary>
internal static class EndpointPolicy
{
    /// <summary>Short, in process: what is still wrong afterwards goes to the error queue and, as a fault, to the ledger.</summary>
    public static readonly TimeSpan[] Retries = [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250)];

    /// <summary>
    /// The endpoint's kill switch while a server is away: what it has in hand is tried again in place, and since it holds no more than it
    /// works on, everything else waits in the queue and nothing drains into the error queue. Five minutes in all: less than the ledger's
    /// deadline, so that the ledger hears why before it counts an attempt, and far less than the half hour after which RabbitMQ takes an
    /// unacknowledged message for lost. MassTransit's own switch would give up whatever is in hand at every trip, and each restart would
    /// count as a delivery of what was buffered.
    /// </summary>
    public static readonly TimeSpan[] WaitsForServers =
    [
        .. Retries,
        TimeSpan.FromSeconds(1),
        TimeSpan.FromSeconds(2),
        .. Enumerable.Repeat(TimeSpan.FromSeconds(5), 60),
    ];

    /// <param name="whenServersAreAway">Pauses between tries while broker, database or blob store are away.</param>
    public static void UsePolicy(this IReceiveEndpointConfigurator endpoint, TimeSpan[] whenServersAreAway)
    {
        endpoint.UseMessageRetry(retry =>
        {
            retry.Intervals(whenServersAreAway);
            retry.Handle<Exception>(InfrastructureFault.Recognise);
        });
        endpoint.UseMessageRetry(retry =>
        {
            retry.Intervals(Retries);
            retry.Handle<Exception>(static failure => failure is not IrreparableException && !InfrastructureFault.Is(failure));
        });
        // Within the retries: it tells a first try from a later one.
        endpoint.UseFilter<ConsumeContext>(new FirstSightFilter());
    }
}
