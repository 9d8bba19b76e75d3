namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>A radiograph and the plan it is read with.</summary>
public sealed class AnalysisRow
{
    /// <summary>Order of acceptance.</summary>
    public long Id { get; init; }

    public required Guid AnalysisId { get; init; }

    public required string RadiographId { get; init; }

    public required string PixelDigest { get; init; }

    public required string PlanDigest { get; init; }

    /// <summary>The <see cref="Contracts.V1.AnalysisPlan"/> as JSON.</summary>
    public required string Plan { get; init; }

    public AnalysisState State { get; set; }

    /// <summary>Attempts counted, each before it was sent.</summary>
    public int Attempts { get; set; }

    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>When the attempt in flight is taken for lost, or, after a fault, is to be repeated.</summary>
    public DateTimeOffset? DeadlineAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>In flight when the process ended: it may be what ended it, and is driven alone.</summary>
    public bool Suspect { get; set; }

    /// <summary>The attempt whose fault is known; facts that still arrive do not move its deadline.</summary>
    public int FaultedAttempt { get; set; }

    public string? LastFault { get; set; }

    /// <summary>When it was sent first, equal pixels had been through an equal plan: no inference is run.</summary>
    public bool RepeatsEarlier { get; set; }

    /// <summary>W3C traceparent of the activity that caused the row.</summary>
    public string? TraceParent { get; init; }
}
