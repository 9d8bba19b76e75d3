namespace AxSpA.Cloud.Ingestion.Edge;

/// <summary>
/// An event that this installation owes the world outside. Written in the transaction that decides it, sent until it is taken, and kept without
/// its content afterwards: the trail of what left, when.
/// </summary>
public sealed class DeliveryRow
{
    /// <summary>Order of recording.</summary>
    public long Id { get; init; }

    /// <summary>The CloudEvent's id.</summary>
    public required string EventId { get; init; }

    /// <summary>None for an event that belongs to no analysis.</summary>
    public Guid? AnalysisId { get; init; }

    /// <summary>Place among the events of its analysis, from 1.</summary>
    public int? Sequence { get; init; }

    /// <summary>The CloudEvent as it goes out, each time the same; none once it was taken.</summary>
    public string? CloudEvent { get; init; }

    public string? TraceParent { get; init; }

    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>Until when a process that found this row at the head of the queue is delivering; others wait.</summary>
    public DateTimeOffset? ClaimedUntil { get; init; }
}
