using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>Records and states as JSON: the same content gives the same bytes.</summary>
public static class RecordJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write(RegistryRecord record) => JsonSerializer.Serialize(Normal(record), Options);

    /// <exception cref="JsonException">The text is no record.</exception>
    public static RegistryRecord Read(string json)
        => JsonSerializer.Deserialize<RegistryRecord>(json, Options) ?? throw new JsonException("expected a record, found null");

    /// <summary>SHA-256 of <see cref="Write"/>, lower-case hexadecimal: two records with one digest are one.</summary>
    public static string Digest(RegistryRecord record) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(Normal(record), Options)));

    /// <summary>One instant has one text, whatever zone the sender lives in.</summary>
    private static RegistryRecord Normal(RegistryRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.ReportedAt is { } reported ? record with { ReportedAt = reported.ToUniversalTime() } : record;
    }
}
