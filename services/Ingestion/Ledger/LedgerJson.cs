using System.Text.Json;

namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>How plans and facts stand in the ledger.</summary>
internal static class LedgerJson
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Json);

    public static T Read<T>(string payload) => JsonSerializer.Deserialize<T>(payload, Json)!;

    public static object Read(string payload, Type type) => JsonSerializer.Deserialize(payload, type, Json)!;
}
