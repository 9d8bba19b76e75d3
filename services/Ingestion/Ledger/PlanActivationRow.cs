namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>The operator made a plan the one in use. Of a radiograph's analyses the one activated last is current, whatever arrived last.</summary>
public sealed class PlanActivationRow
{
    public long Id { get; init; }

    public required string PlanDigest { get; init; }

    public required DateTimeOffset ActivatedAt { get; init; }
}
