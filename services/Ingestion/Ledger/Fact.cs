using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Hosting.Telemetry;

namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>An event that the ledger keeps, on its way there.</summary>
/// <param name="Step">The event's place in the route.</param>
/// <param name="Key">Whose fact it is.</param>
/// <param name="Message">The event.</param>
/// <param name="TraceParent">The trace in which it came, if it was traced.</param>
public sealed record Fact(RouteStep Step, FactKey Key, object Message, string? TraceParent)
{
    /// <summary>Whether a stage works from the event too: then the analysis is still under way, and nobody waits for this record of it.</summary>
    public bool StageFollows => Step.Consumers.Any(consumer => consumer.Service != Services.Ingestion);

    internal KnownFact Known => new(Step.Event.Name, Key.Route);

    /// <exception cref="ArgumentException">The message is no event of the route, or one that is no fact.</exception>
    public static Fact Of(object message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var step = Route.Of(message.GetType());
        var key = step.Fact ?? throw new ArgumentException($"expected an event that is a fact, found {step.Event.Name}", nameof(message));
        return new Fact(step, key(message), message, Spans.Current);
    }
}
