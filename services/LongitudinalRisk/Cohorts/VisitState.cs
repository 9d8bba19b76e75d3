using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>A visit with all that is known of its radiograph.</summary>
public sealed record VisitState
{
    public required string Visit { get; init; }

    public required DateOnly Date { get; init; }

    public required string Site { get; init; }

    /// <summary>The radiograph the visit names, or the one found by its date.</summary>
    public string? RadiographId { get; init; }

    /// <summary>By the cohort's rule.</summary>
    public required ReaderStatus Status { get; init; }

    /// <summary>By reader.</summary>
    public required IReadOnlyList<Reading> Readings { get; init; }

    /// <summary>One a model version, by route, name and version.</summary>
    public required IReadOnlyList<Classification> Classifications { get; init; }
}
