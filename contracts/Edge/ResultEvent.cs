using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.Contracts.Edge;

/// <summary>How an event of the pipeline is told to the world outside, as a CloudEvent.</summary>
public sealed record ResultEvent
{
    public required Type Event { get; init; }

    /// <summary>The CloudEvent's <c>type</c>; it ends with the version of the event's shape.</summary>
    public required string Type { get; init; }

    /// <summary>What the event is unique by among those of its type, so that a repetition has the same <c>id</c>.</summary>
    public required Func<object, string> Key { get; init; }

    /// <summary>Whether the same thing can happen again to the same analysis; then its place in the sequence is part of the <c>id</c>.</summary>
    public bool Recurs { get; init; }

    /// <summary>The CloudEvent's <c>subject</c>: the radiograph's pseudonym, or the subject's where no radiograph is meant.</summary>
    public required Func<object, string> Subject { get; init; }

    /// <summary>The analysis whose sequence the event belongs to; none where it follows from no single one.</summary>
    public required Func<object, Guid?> Analysis { get; init; }

    /// <summary>The blob to look at (<c>dataref</c>), where there is one.</summary>
    public required Func<object, BlobReference?> Blob { get; init; }

    /// <summary>The CloudEvent's <c>dataschema</c>: the name that the event has on the bus and in asyncapi.yaml.</summary>
    public string Schema => EdgeEvents.SchemaOf(Event);
}
