using System.ComponentModel.DataAnnotations;

namespace AxSpA.Cloud.Ingestion;

/// <summary>The door. Section <c>Ingestion:Intake</c>.</summary>
public sealed record IntakeOptions : IValidatableObject
{
    public const string Section = "Ingestion:Intake";

    /// <summary>The key of all pseudonyms, 32 bytes in Base64. Whoever holds it can link pseudonyms to identifiers: a secret.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "Ingestion:Intake:IdentityKey: expected 32 bytes in Base64, found nothing")]
    [Base64String(ErrorMessage = "Ingestion:Intake:IdentityKey: expected 32 bytes in Base64, found other text")]
    public required string IdentityKey { get; init; }

    /// <summary>Largest file taken, in bytes.</summary>
    [Range(1, 1L << 31, ErrorMessage = "Ingestion:Intake:MaxFileBytes: expected 1 to 2147483648 bytes")]
    public long MaxFileBytes { get; init; } = 512L << 20;

    /// <summary>Bytes of files that a process holds at once, of all senders together, while they come in and are read; beyond it intake is busy.</summary>
    [Range(1, 1L << 40, ErrorMessage = "Ingestion:Intake:MaxBytesInHand: expected 1 to 1099511627776 bytes")]
    public long MaxBytesInHand { get; init; } = 512L << 20;

    /// <summary>A key of another length would be found only at the first radiograph, a largest file for which there is never room only when it comes.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Hosting.Identity.IdentityKey.LengthRefusal(IdentityKey) is { } refusal)
            yield return new ValidationResult($"{Section}:{nameof(IdentityKey)}: {refusal}");
        if (MaxBytesInHand < MaxFileBytes)
            yield return new ValidationResult($"{Section}:{nameof(MaxBytesInHand)}: expected room for a file of {MaxFileBytes} bytes ({nameof(MaxFileBytes)}), found {MaxBytesInHand}");
    }
}
