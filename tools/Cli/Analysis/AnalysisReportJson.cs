using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AxSpA.Cloud.Cli.Analysis;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AnalysisReport))]
internal sealed partial class AnalysisReportJson : JsonSerializerContext
{
    /// <summary>Paths stay legible: nothing outside JSON's own syntax is escaped.</summary>
    public static AnalysisReportJson OneLine { get; } = new(new JsonSerializerOptions(Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
