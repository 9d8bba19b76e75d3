namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>A record about one subject of one cohort.</summary>
public abstract record SubjectRecord : RegistryRecord
{
    public required string Cohort { get; init; }

    /// <summary>Pseudonym.</summary>
    public required string Subject { get; init; }
}
