namespace AxSpA.Cloud.Ingestion;

/// <summary>Where a radiograph comes from.</summary>
public sealed record Submission
{
    /// <summary>The sending site's name.</summary>
    public string Site { get; init; } = "local";

    /// <summary>The sender's identifier of the subject, hashed before it is kept; of a DICOM file the Patient ID stands in for it.</summary>
    public string? Subject { get; init; }

    /// <summary>Hides the subject.</summary>
    public override string ToString() => $"Submission from {Site}";
}
