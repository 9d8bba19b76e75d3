namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>A record as it came in, and who brought it. Inserted, never changed nor removed: corrections and withdrawals are rows of their own.</summary>
public sealed class RecordRow
{
    public long Id { get; init; }

    /// <summary>SHA-256 of the content: what came before is not stored again.</summary>
    public required string Digest { get; init; }

    /// <summary>The natural key, <see cref="Cohorts.RegistryRecord.Key"/>.</summary>
    public required string Key { get; init; }

    public required string Cohort { get; init; }

    public required string Subject { get; init; }

    /// <summary>The radiograph that a visit names.</summary>
    public string? RadiographId { get; init; }

    /// <summary>The record as JSON.</summary>
    public required string Content { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The caller as the log of calls names it.</summary>
    public required string RecordedBy { get; init; }
}
