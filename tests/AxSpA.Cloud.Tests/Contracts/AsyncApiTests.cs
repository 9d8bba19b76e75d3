using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.Edge.V1;
using AxSpA.Cloud.Tests.Reference;
using MassTransit;
using Shouldly;
using YamlDotNet.RepresentationModel;
using Route = AxSpA.Cloud.Contracts.Route;

namespace AxSpA.Cloud.Tests.Contracts;

/// <summary><c>contracts/asyncapi.yaml</c> says of the events what the records do; its descriptions are its own.</summary>
public class AsyncApiTests
{
    private const string SchemaPath = "#/components/schemas/";

    private static readonly IReadOnlyList<Type> Events = [.. WireShape.Events, .. WireShape.EdgeEvents];

    private static readonly YamlMappingNode Document = Load();

    [Fact]
    public void Channels_are_the_events_of_route_and_edge()
    {
        var channels = Map(Document, "channels").Select(channel => (channel.Key, Text(channel.Value, "address"), Text(channel.Value["messages"][channel.Key], "$ref")));

        channels.ShouldBe(Events.Select(@event => (
            @event.Name,
            // What a broker's exchange is called, and the edge's dataschema.
            MessageUrn.ForTypeString(@event)["urn:message:".Length..],
            $"#/components/messages/{@event.Name}")));
    }

    [Fact]
    public void Messages_are_the_events_of_route_and_edge()
    {
        var messages = Map(Document["components"], "messages").Select(message => (message.Key, Text(message.Value, "name"), Text(message.Value["payload"], "$ref")));

        messages.ShouldBe(Events.Select(@event => (@event.Name, @event.Name, SchemaPath + @event.Name)));
    }

    [Fact]
    public void Operations_are_the_publishers_of_the_route_and_ingestions_at_the_edge()
    {
        var operations = Map(Document, "operations").Select(operation => (
            operation.Key,
            Text(operation.Value, "action"),
            Text(operation.Value["channel"], "$ref"),
            Text(Items(operation.Value, "messages").Single(), "$ref"),
            Text(Items(operation.Value, "tags").Single(), "name")));

        operations.ShouldBe(
            [
                .. Route.Steps.SelectMany(step => step.Publishers.Select(publisher => Operation(publisher, "publishes", step.Event))),
                Operation(Services.Ingestion, "publishes", typeof(RadiographRefused)),
                Operation(Services.Ingestion, "receives", typeof(RadiographOffered)),
            ]);

        static (string, string, string, string, string) Operation(string service, string does, Type @event) => (
            $"{service}.{does}.{@event.Name}",
            does == "receives" ? "receive" : "send",
            $"#/channels/{@event.Name}",
            $"#/channels/{@event.Name}/messages/{@event.Name}",
            service);
    }

    [Fact]
    public void Schemas_are_the_records_and_enumerations_and_no_others()
    {
        var types = Events.SelectMany(WireShape.MadeOf).Distinct().ToDictionary(type => type.Name);
        var schemas = Map(Document["components"], "schemas").ToList();

        schemas.Select(schema => schema.Key).Order(StringComparer.Ordinal).ShouldBe(types.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, schema) in schemas)
            Lines(schema).ShouldBe(Lines(types[name]), $"schema {name}");
    }

    /// <summary>A type as the document should describe it, a line a property.</summary>
    private static IEnumerable<string> Lines(Type type)
    {
        if (type.IsEnum)
            return ["string", .. WireShape.Members(type)];
        var simple = WireShape.Simple.Values.ToDictionary(names => names.Name, names => string.Join(' ', new[] { names.Type, names.Format }.OfType<string>()));
        return ["object", .. WireShape.Properties(type).Select(property => (property with { Type = simple.GetValueOrDefault(property.Type, property.Type) }).ToString())];
    }

    private static IEnumerable<string> Lines(YamlNode schema)
    {
        var type = Text(schema, "type");
        if (Has(schema, "enum"))
            return [type, .. Items(schema, "enum").Select(item => ((YamlScalarNode)item).Value!)];
        var required = Has(schema, "required") ? Items(schema, "required").Select(item => ((YamlScalarNode)item).Value!).ToList() : [];
        var properties = Map(schema, "properties").ToList();
        properties.Select(property => property.Key).Intersect(required).Count().ShouldBe(required.Count, "a required property is described");
        return [type, .. properties.Select(property => new WireProperty(property.Key, TypeOf(property.Value), required.Contains(property.Key)).ToString())];
    }

    private static string TypeOf(YamlNode property)
    {
        if (Has(property, "allOf"))
            return TypeOf(Items(property, "allOf").Single());
        if (Has(property, "$ref"))
            return Text(property, "$ref")[SchemaPath.Length..];
        return Has(property, "format") ? $"{Text(property, "type")} {Text(property, "format")}" : Text(property, "type");
    }

    private static bool Has(YamlNode node, string key) => ((YamlMappingNode)node).Children.ContainsKey(key);

    private static string Text(YamlNode node, string key) => ((YamlScalarNode)node[key]).Value!;

    private static YamlSequenceNode Items(YamlNode node, string key) => (YamlSequenceNode)node[key];

    private static IEnumerable<(string Key, YamlNode Value)> Map(YamlNode node, string key)
        => ((YamlMappingNode)node[key]).Children.Select(child => (((YamlScalarNode)child.Key).Value!, child.Value));

    private static YamlMappingNode Load()
    {
        using var text = File.OpenText(Repository.File("contracts", "asyncapi.yaml"));
        var yaml = new YamlStream();
        yaml.Load(text);
        return (YamlMappingNode)yaml.Documents.Single().RootNode;
    }
}
