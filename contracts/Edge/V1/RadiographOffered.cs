using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.Contracts.Edge.V1;

/// <summary>Somebody outside laid a radiograph into the inbox and asks for it to be read: the data of <see cref="EdgeEvents.Offered"/>.</summary>
public sealed record RadiographOffered
{
    /// <summary>The whole file, DICOM, PNG, JPEG or TIFF, in the inbox's container; length and SHA-256 are the sender's promise.</summary>
    public required BlobReference Image { get; init; }

    /// <summary>The sending site's name; "local" where it says none.</summary>
    public string? Site { get; init; }

    /// <summary>The sender's identifier of the subject, hashed before it is kept; of a DICOM file the Patient ID stands in for it.</summary>
    public string? Subject { get; init; }

    /// <summary>Hides the subject.</summary>
    public override string ToString() => nameof(RadiographOffered);
}
