using System.ComponentModel.DataAnnotations;

namespace AxSpA.Cloud.LongitudinalRisk;

/// <summary>The registry's doors and cohorts. Section <c>LongitudinalRisk:Registry</c>.</summary>
public sealed record RegistryOptions : IValidatableObject
{
    public const string Section = "LongitudinalRisk:Registry";

    /// <summary>The key of all pseudonyms, 32 bytes in Base64: Ingestion's, or no visit finds its radiograph. A secret.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "LongitudinalRisk:Registry:IdentityKey: expected 32 bytes in Base64, found nothing")]
    [Base64String(ErrorMessage = "LongitudinalRisk:Registry:IdentityKey: expected 32 bytes in Base64, found other text")]
    public required string IdentityKey { get; init; }

    /// <summary>Cohorts beside the publication's four; one with the name of one of those replaces it.</summary>
    public IReadOnlyList<CohortOptions> Cohorts { get; init; } = [];

    /// <summary>Records of one stream that wait for the database at most; the sender is held back beyond.</summary>
    [Range(1, 10_000, ErrorMessage = "LongitudinalRisk:Registry:StreamWindow: expected 1 to 10000 records")]
    public int StreamWindow { get; init; } = 1024;

    /// <summary>How often flags are looked for that another replica raised.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:01", ErrorMessage = "LongitudinalRisk:Registry:FlagLook: expected 10 milliseconds to 1 second")]
    public TimeSpan FlagLook { get; init; } = TimeSpan.FromMilliseconds(250);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Hosting.Identity.IdentityKey.LengthRefusal(IdentityKey) is { } refusal)
            yield return new ValidationResult($"{Section}:{nameof(IdentityKey)}: {refusal}");
        for (var number = 0; number < Cohorts.Count; number++)
        {
            foreach (var (member, message) in Cohorts[number].Check())
                yield return new ValidationResult($"{Section}:{nameof(Cohorts)}:{number}:{member}: {message}");
            if (Cohorts.Take(number).Any(other => other.Name == Cohorts[number].Name))
                yield return new ValidationResult($"{Section}:{nameof(Cohorts)}:{number}:{nameof(CohortOptions.Name)}: expected a name that no other cohort has, found {Cohorts[number].Name} again");
        }
    }
}
