namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>How far a sender's stream came: what it reported up to here is durable and answered.</summary>
public sealed class StreamRow
{
    /// <summary>The caller and the name it gave its stream.</summary>
    public required string Stream { get; init; }

    public required long LastSequence { get; set; }
}
