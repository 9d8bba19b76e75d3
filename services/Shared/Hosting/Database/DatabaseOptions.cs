using System.ComponentModel.DataAnnotations;
using Npgsql;

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
        if (Kind == DatabaseKind.PostgreSql && FlawOf(ConnectionString) is { } flaw)
            yield return new ValidationResult($"{Section}:{nameof(ConnectionString)}: expected Host=…;Database=…;Username=…;Password=…, found {flaw}");
    }

    private static string? FlawOf(string connectionString)
    {
        if (connectionString.Length == 0)
            return "nothing";
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString).Host is { Length: > 0 } ? null : "no Host";
        }
        catch (Exception malformed) when (malformed is ArgumentException or FormatException or InvalidOperationException)
        {
            // What is wrong may quote the string, which is a secret.
            return "a string of another form";
        }
    }
}
