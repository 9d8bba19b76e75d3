namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>A subject's radiograph that readers may be given: derived with its state, so that handing out the next one is a query.</summary>
public sealed class ReadableRow
{
    public required string Cohort { get; init; }

    public required string Subject { get; init; }

    public required string RadiographId { get; init; }

    /// <summary>Where it stands among the cohort's: a keyed hash, so that the order tells nothing.</summary>
    public required string Place { get; init; }

    /// <summary>Pseudonyms of those who have read it, at every visit that has it; a blank before and behind each.</summary>
    public required string Readers { get; set; }
}
