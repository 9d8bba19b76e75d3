using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.Hosting.Commits;

/// <summary>What a stage came to, written last and once as <c>result.json</c>: with it the work is committed. Holds no identifier.</summary>
/// <typeparam name="TValues">The stage's small values.</typeparam>
public sealed record StageRecord<TValues>
    where TValues : class
{
    public required string Stage { get; init; }

    public required string Key { get; init; }

    /// <summary>The values, where the stage said yes.</summary>
    public TValues? Values { get; init; }

    /// <summary>The rejection, where it said no.</summary>
    public StageRejection? Rejection { get; init; }

    /// <summary>The blobs by role.</summary>
    public required IReadOnlyDictionary<string, BlobReference> Artifacts { get; init; }

    /// <summary>Time computed, by part of the stage, in milliseconds.</summary>
    public required IReadOnlyDictionary<string, double> Milliseconds { get; init; }
}
