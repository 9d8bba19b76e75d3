using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.Contracts;

/// <summary>One event of the pipeline: who publishes it, who consumes it, and what the ledger makes of it.</summary>
public sealed record RouteStep
{
    public required Type Event { get; init; }

    /// <summary>The services that publish it.</summary>
    public required IReadOnlyList<string> Publishers { get; init; }

    public required IReadOnlyList<RouteConsumer> Consumers { get; init; }

    /// <summary>Publishing it where nobody listens is an error.</summary>
    public required bool MustBeReceived { get; init; }

    /// <summary>Analysis and route of an event that is a fact in the ledger; none for events that are not.</summary>
    public Func<object, FactKey>? Fact { get; init; }

    /// <summary>The routes that cannot end without this fact.</summary>
    public IReadOnlyList<ClassificationRoute> RequiredBy { get; init; } = [];

    /// <summary>Whether this fact alone ends its route.</summary>
    public bool EndsRoute { get; init; }
}
