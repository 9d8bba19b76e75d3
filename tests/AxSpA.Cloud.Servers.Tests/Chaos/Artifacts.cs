using System.Text.Json;
using System.Text.Json.Nodes;
using AxSpA.Cloud.Imaging;
using Shouldly;

namespace AxSpA.Cloud.Servers.Tests.Chaos;

/// <summary>The files that lines of <c>--json</c> name.</summary>
internal static class Artifacts
{
    private const double Tolerance = 1e-5;

    /// <summary>Every file that the expected lines name, held against that of the line on the same radiograph: pictures to the byte, arrays within 1e-5.</summary>
    public static void ShouldBeEqual(IEnumerable<string> found, IEnumerable<string> expected)
    {
        var lines = found.ToDictionary(Answer.FileOf, line => JsonNode.Parse(line)!);
        foreach (var line in expected)
            ShouldBeEqual(lines[Answer.FileOf(line)], JsonNode.Parse(line)!);
    }

    private static void ShouldBeEqual(JsonNode found, JsonNode expected)
    {
        foreach (var name in new[] { "artifacts", "anatomyAware", "standard" })
        {
            foreach (var (key, value) in expected[name] as JsonObject ?? [])
            {
                if (value?.GetValueKind() != JsonValueKind.String || key == "model" || value.GetValue<string>() is not { } one || !File.Exists(one))
                    continue;
                var other = found[name]![key]!.GetValue<string>();
                if (one.EndsWith(".npy", StringComparison.Ordinal))
                    ArraysAreClose(File.ReadAllBytes(one), File.ReadAllBytes(other), other);
                else
                    File.ReadAllBytes(other).ShouldBe(File.ReadAllBytes(one), other);
            }
        }
    }

    private static void ArraysAreClose(byte[] expected, byte[] found, string name)
    {
        var (one, other) = (NpyFile.Read<float>(expected, out var shape), NpyFile.Read<float>(found, out var shapeOfOther));
        shapeOfOther.ShouldBe(shape, name);
        for (var index = 0; index < one.Length; index++)
            other[index].ShouldBe(one[index], Tolerance, name);
    }
}
