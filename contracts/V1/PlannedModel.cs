namespace AxSpA.Cloud.Contracts.V1;

/// <summary>One model as an analysis was planned with it. A stage that does not hold exactly this card faults; it never takes another.</summary>
public sealed record PlannedModel
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    /// <summary>SHA-256 of the model card's bytes.</summary>
    public required string CardDigest { get; init; }

    /// <summary>SHA-256 of the weights' bytes.</summary>
    public required string WeightsDigest { get; init; }
}
