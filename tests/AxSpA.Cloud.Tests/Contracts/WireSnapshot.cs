using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AxSpA.Cloud.Tests.Contracts;

/// <summary>What an event looked like on the wire when its shape was last accepted: every type it is made of, and one message.</summary>
internal static class WireSnapshot
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonObject Of(Type @event) => new()
    {
        ["event"] = @event.FullName,
        ["types"] = new JsonObject(WireShape.MadeOf(@event).Select(type => KeyValuePair.Create(type.Name, (JsonNode?)DescriptionOf(type)))),
        ["sample"] = JsonSerializer.SerializeToNode(Populated.Of(@event), @event, WireShape.Json),
    };

    public static string Text(JsonObject snapshot) => snapshot.ToJsonString(Readable) + "\n";

    /// <summary>Why those who read the accepted shape could not read the new one, a line each; empty for equal shapes and for additions that are optional.</summary>
    public static IReadOnlyList<string> Breaks(JsonObject accepted, JsonObject now)
    {
        var (before, after) = (Lines(accepted), Lines(now));
        return
        [
            .. before.Except(after).Select(line => $"gone     {line}"),
            .. after.Except(before).Where(line => !IsOptionalAddition(line)).Select(line => $"new      {line}"),
        ];

        // A type that the accepted shape lacks can be reached through an optional addition alone, or that addition is listed.
        bool IsOptionalAddition(string line)
            => !before.Any(known => TypeOf(known) == TypeOf(line)) || (!IsMember(line) && !line.EndsWith(", required", StringComparison.Ordinal));
    }

    private static JsonArray DescriptionOf(Type type)
        => [.. type.IsEnum ? WireShape.Members(type) : WireShape.Properties(type).Select(property => property.ToString())];

    private static List<string> Lines(JsonObject snapshot)
        => [.. snapshot["types"]!.AsObject().SelectMany(type => type.Value!.AsArray().Select(line => $"{type.Key} {line!.GetValue<string>()}"))];

    private static string TypeOf(string line) => line[..line.IndexOf(' ', StringComparison.Ordinal)];

    /// <summary>Readers refuse a member of an enumeration that they do not know.</summary>
    private static bool IsMember(string line) => !line.Contains(':', StringComparison.Ordinal);
}
