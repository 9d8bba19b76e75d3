namespace AxSpA.Cloud.Hosting.Outbox;

/// <summary>An event that its transaction decided to publish and that has not been published yet.</summary>
public sealed class OutboxMessage
{
    public long Id { get; init; }

    /// <summary>Name of the event's type.</summary>
    public required string Event { get; init; }

    /// <summary>The event as JSON.</summary>
    public required string Payload { get; init; }

    /// <summary>W3C traceparent of the activity that caused the row.</summary>
    public string? TraceParent { get; init; }
}
