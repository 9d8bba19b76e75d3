using System.Text.Json;

namespace AxSpA.Cloud.Tests.Edge;

/// <summary>An event that the stand-in was given.</summary>
internal sealed record PublishedEvent(string PubSub, string Topic, string MediaType, string Json, string? TraceParent)
{
    public JsonElement Event => JsonDocument.Parse(Json).RootElement;

    public string Id => this["id"]!;

    public string Type => this["type"]!;

    public string? this[string attribute] => Event.TryGetProperty(attribute, out var value) ? value.GetString() : null;
}
