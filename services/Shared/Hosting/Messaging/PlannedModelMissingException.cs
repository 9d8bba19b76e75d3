using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.Hosting.Messaging;

/// <summary>This process does not hold the model that the analysis was planned with; it never takes another.</summary>
public sealed class PlannedModelMissingException(PlannedModel planned, string? foundCardDigest)
    : IrreparableException(
        $"expected model {planned.Name} {planned.Version} with card {planned.CardDigest[..12]}…, found {(foundCardDigest is null ? "none" : $"card {foundCardDigest[..12]}…")}");
