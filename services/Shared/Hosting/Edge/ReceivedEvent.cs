namespace AxSpA.Cloud.Hosting.Edge;

/// <summary>A CloudEvent that came in.</summary>
public sealed record ReceivedEvent
{
    public required string Id { get; init; }

    public required string Source { get; init; }

    public required string Type { get; init; }

    /// <summary>The event's data as it came; what it holds is to be checked.</summary>
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>Hides what the sender said.</summary>
    public override string ToString() => $"{nameof(ReceivedEvent)} of {Data.Length} bytes";
}
