namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>Whose radiograph it is and when and where it was taken, as Ingestion said.</summary>
public sealed record RadiographRecord : RegistryRecord
{
    public required string RadiographId { get; init; }

    /// <summary>Pseudonym of the subject; none where the sender gave none.</summary>
    public string? Subject { get; init; }

    public required string Site { get; init; }

    public DateOnly? AcquisitionDate { get; init; }

    public override string Key => RecordKey.Radiograph(RadiographId);
}
