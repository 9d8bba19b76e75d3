using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>Exactly one model: two with the same name and version and other weights are two.</summary>
public sealed record ModelVersion
{
    public required ClassificationRoute Route { get; init; }

    public required string Name { get; init; }

    public required string Version { get; init; }

    /// <summary>SHA-256 of the model card's bytes.</summary>
    public required string CardDigest { get; init; }

    /// <summary>SHA-256 of the weights' bytes.</summary>
    public required string WeightsDigest { get; init; }

    /// <summary>Whether this is a later version of the same model on the same route; a release is later than its release candidates.</summary>
    public bool Supersedes(ModelVersion earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return Route == earlier.Route && Name == earlier.Name && VersionOrder.Compare(Version, earlier.Version) > 0;
    }
}
