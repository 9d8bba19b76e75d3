using System.Text.Json;
using System.Text.Json.Serialization;

namespace AxSpA.Cloud.Hosting.Edge;

/// <summary>A CloudEvent 1.0 in JSON format (structured mode); attribute names are lower-case letters and digits, as the specification demands.</summary>
public sealed record CloudEvent
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    [JsonPropertyName("specversion")]
    public string SpecVersion { get; } = "1.0";

    /// <summary>Unique within <see cref="Source"/>; a repetition has the same.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("source")]
    public required string Source { get; init; }

    [JsonPropertyName("type")]
    public required string Type { get; init; }

    [JsonPropertyName("subject")]
    public required string Subject { get; init; }

    /// <summary>When it happened, not when it was sent.</summary>
    [JsonPropertyName("time")]
    public required DateTimeOffset Time { get; init; }

    [JsonPropertyName("datacontenttype")]
    public string DataContentType { get; } = "application/json";

    /// <summary>An absolute URI naming the shape of <see cref="Data"/>.</summary>
    [JsonPropertyName("dataschema")]
    public required string DataSchema { get; init; }

    /// <summary>Claim check: the blob to look at, <c>container/name</c> in the blob store.</summary>
    [JsonPropertyName("dataref")]
    public string? DataRef { get; init; }

    /// <summary>Place among the events of one analysis, with leading zeros: texts sort as the numbers do.</summary>
    [JsonPropertyName("sequence")]
    public string? Sequence { get; init; }

    /// <summary>W3C trace context of what caused it.</summary>
    [JsonPropertyName("traceparent")]
    public string? TraceParent { get; init; }

    [JsonPropertyName("data")]
    public required JsonElement Data { get; init; }

    /// <summary>A message as the <see cref="Data"/> of an event; what it does not say is absent.</summary>
    public static JsonElement DataOf(object message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return JsonSerializer.SerializeToElement(message, message.GetType(), Json);
    }

    public string ToJson() => JsonSerializer.Serialize(this, Json);
}
