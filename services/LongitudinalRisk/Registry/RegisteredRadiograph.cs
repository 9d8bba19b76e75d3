namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>A radiograph the registry knows of, by pseudonyms.</summary>
public sealed class RegisteredRadiograph
{
    public required string RadiographId { get; init; }

    /// <summary>Unknown where the sender gave none; may be linked later.</summary>
    public string? Subject { get; init; }

    public required string Site { get; init; }

    public DateOnly? AcquisitionDate { get; init; }

    /// <summary>The canonical image, for readers; unknown of radiographs registered before readers could ask.</summary>
    public string? ImageName { get; init; }

    public string? ImageSha256 { get; init; }

    public long? ImageBytes { get; init; }
}
