using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.Cli.Remote;

/// <summary>How a running system is doing: the JSON object of <c>status --json</c>.</summary>
/// <param name="Version">Of the software that answered.</param>
/// <param name="LongestWaitSeconds">Of the queued analysis that was accepted first; null where none waits.</param>
/// <param name="Window">Analyses in flight at most.</param>
/// <param name="Plan">Digest of the models in use.</param>
/// <param name="AnatomyAware">Null where the route isn't planned.</param>
/// <param name="Standard">The same.</param>
internal sealed partial record StatusReport(
    string Server,
    string Version,
    long Queued,
    long InFlight,
    long Completed,
    long Rejected,
    long Parked,
    double? LongestWaitSeconds,
    int Window,
    string Plan,
    StatusReport.Route? AnatomyAware,
    StatusReport.Route? Standard)
{
    public static StatusReport Of(Uri server, GetStatusResponse status) => new(
        server.GetLeftPart(UriPartial.Authority),
        status.Version,
        status.Queued,
        status.InFlight,
        status.Completed,
        status.Rejected,
        status.Parked,
        status.LongestWait?.ToTimeSpan().TotalSeconds,
        status.Window,
        status.PlanDigest,
        RouteOf(status.AnatomyAware),
        RouteOf(status.Standard));

    /// <summary>Names and versions of all models in use.</summary>
    [JsonIgnore]
    public IEnumerable<string> Models => new[] { AnatomyAware, Standard }.OfType<Route>().SelectMany(route => new[] { route.Segmenter, route.Classifier }).OfType<string>();

    public string ToJson() => JsonSerializer.Serialize(this, Json.OneLine.StatusReport);

    private static Route? RouteOf(RouteModels? models)
        => models is null ? null : new Route(models.Segmenter is { } segmenter ? Name(segmenter) : null, Name(models.Classifier), models.PreprocessingVersion);

    private static string Name(Model model) => $"{model.Name} {model.Version}";

    /// <summary>Name and version of a route's models.</summary>
    internal sealed record Route(string? Segmenter, string Classifier, string Preprocessing);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(StatusReport))]
    private sealed partial class Json : JsonSerializerContext
    {
        /// <summary>Nothing beyond JSON's own syntax is escaped.</summary>
        public static Json OneLine { get; } = new(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}
