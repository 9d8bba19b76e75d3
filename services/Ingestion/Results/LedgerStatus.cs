namespace AxSpA.Cloud.Ingestion;

/// <summary>The ledger at a glance: analyses by state.</summary>
public sealed record LedgerStatus
{
    public required long Queued { get; init; }

    public required long InFlight { get; init; }

    public required long Completed { get; init; }

    public required long Rejected { get; init; }

    public required long Parked { get; init; }

    /// <summary>How long the queued analysis that was accepted first has waited; null where none waits.</summary>
    public TimeSpan? LongestWait { get; init; }
}
