using System.Text.Json;
using System.Text.Json.Nodes;

namespace AxSpA.Cloud.Servers.Tests.Chaos;

/// <summary>A line of <c>--json</c> without what differs between two runs that are right: times, paths, whether it was reused, pseudonyms.</summary>
internal static class Answer
{
    private static readonly string[] Differing = ["milliseconds", "artifacts", "heatMap", "overlay", "reused", "radiographId"];

    public static string FileOf(string line) => Path.GetFileName(JsonNode.Parse(line)!["file"]!.GetValue<string>());

    /// <summary>The answer by file name, numbers rounded to 5 digits after the point.</summary>
    public static IReadOnlyDictionary<string, string> ByFile(IEnumerable<string> lines) => lines.ToDictionary(FileOf, Comparable);

    private static string Comparable(string line)
    {
        var answer = JsonNode.Parse(line)!.AsObject();
        Simplify(answer);
        answer["file"] = FileOf(line);
        return answer.ToJsonString();
    }

    private static void Simplify(JsonObject node)
    {
        foreach (var name in Differing)
            node.Remove(name);
        foreach (var (name, value) in node.ToList())
        {
            if (value is JsonObject inner)
                Simplify(inner);
            else if (value is JsonValue number && number.GetValueKind() == JsonValueKind.Number)
                node[name] = Math.Round(number.GetValue<double>(), 5);
        }
    }
}
