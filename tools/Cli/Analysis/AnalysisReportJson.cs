using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AxSpA.Cloud.Cli.Analysis;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AnalysisReport))]
internal sealed partial class AnalysisReportJson : JsonSerializerContext
{
    /// <summary>One line; paths stay legible, nothing beyond JSON's own syntax is escaped.</summary>
    public static AnalysisReportJson OneLine { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
