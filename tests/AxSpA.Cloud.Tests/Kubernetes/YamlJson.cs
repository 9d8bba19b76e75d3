using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AxSpA.Cloud.Tests.Kubernetes;

/// <summary>YAML as JSON, the way Kubernetes reads it: a plain <c>true</c> or <c>8</c> is a boolean or a number, a quoted one is text.</summary>
internal static class YamlJson
{
    public static JsonElement Parse(string document)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(document));
        return JsonSerializer.SerializeToElement(Convert(yaml.Documents.Single().RootNode));
    }

    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(child => KeyValuePair.Create(((YamlScalarNode)child.Key).Value!, Convert(child.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Convert)]),
        YamlScalarNode scalar => Scalar(scalar),
        _ => throw new InvalidOperationException($"expected a map, a list or a scalar, found {node.NodeType}"),
    };

    private static JsonValue? Scalar(YamlScalarNode scalar)
    {
        if (scalar.Style != ScalarStyle.Plain)
            return JsonValue.Create(scalar.Value);
        return scalar.Value switch
        {
            null or "" or "null" or "~" => null,
            "true" => JsonValue.Create(true),
            "false" => JsonValue.Create(false),
            var text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
            var text => JsonValue.Create(text),
        };
    }
}
