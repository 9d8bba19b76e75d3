namespace AxSpA.Cloud.Contracts.V1;

/// <summary>The set of models one radiograph is read with, fixed at acceptance. At least one route is planned.</summary>
public sealed record AnalysisPlan
{
    /// <summary>SHA-256 over both routes' cards and rules: equal plans have equal digests.</summary>
    public required string Digest { get; init; }

    public PlannedRoute? AnatomyAware { get; init; }

    public PlannedRoute? Standard { get; init; }
}
