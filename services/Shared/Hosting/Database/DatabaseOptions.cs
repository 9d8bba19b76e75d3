using System.ComponentModel.DataAnnotations;

namespace AxSpA.Cloud.Hosting.Database;

/// <summary>The database. Section <c>Hosting:Database</c>.</summary>
public sealed record DatabaseOptions : IValidatableObject
{
    public const string Section = HostingOptions.Section + ":Database";

    public DatabaseKind Kind { get; init; }

    /// <summary>Npgsql's form, <c>Host=…;Database=…;Username=…;Password=…</c>; a secret.</summary>
    public string ConnectionString { get; init; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Kind == DatabaseKind.PostgreSql && ConnectionString.Length == 0)
            yield return new ValidationResult($"{Section}:{nameof(ConnectionString)}: expected Host=…;Database=…;Username=…;Password=…, found nothing");
    }
}
