using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Ingestion.Ledger;

namespace AxSpA.Cloud.Cli.Remote;

/// <summary>An analysis that was given up: a line of <c>parked</c>, and a JSON object of <c>parked --json</c>. Times are UTC.</summary>
/// <param name="Fault">The last one in words; null where no stage said why.</param>
/// <param name="ParkedAt">Null of a system that does not say it.</param>
internal sealed partial record ParkedReport(string AnalysisId, string RadiographId, int Attempts, string? Fault, DateTime? AcceptedAt, DateTime? ParkedAt)
{
    /// <summary>Of a work folder's ledger.</summary>
    public static ParkedReport Of(AnalysisRow row)
        => new($"{row.AnalysisId}", row.RadiographId, row.Attempts, row.LastFault, row.AcceptedAt.UtcDateTime, row.EndedAt?.UtcDateTime);

    /// <summary>Of a running system.</summary>
    public static ParkedReport Of(ParkedAnalysis analysis) => new(
        analysis.AnalysisId,
        analysis.RadiographId,
        analysis.Attempts,
        analysis.Fault.Length > 0 ? analysis.Fault : null,
        analysis.AcceptedAt?.ToDateTime(),
        analysis.ParkedAt?.ToDateTime());

    public string ToJson() => JsonSerializer.Serialize(this, ParkedJson.OneLine.ParkedReport);

    public string ToLine() => $"{AnalysisId}  radiograph {RadiographId}  accepted {Words(AcceptedAt)}  parked {Words(ParkedAt)}  {Attempts} attempts  {Fault}";

    private static string Words(DateTime? time) => time?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "–";

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(ParkedReport))]
    private sealed partial class ParkedJson : JsonSerializerContext
    {
        /// <summary>Nothing beyond JSON's own syntax is escaped.</summary>
        public static ParkedJson OneLine { get; } = new(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}
