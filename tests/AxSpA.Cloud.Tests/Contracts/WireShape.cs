using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AxSpA.Cloud.Contracts.Edge.V1;
using AxSpA.Cloud.Contracts.V1;
using Route = AxSpA.Cloud.Contracts.Route;

namespace AxSpA.Cloud.Tests.Contracts;

/// <summary>What the contracts' types look like on the wire, from the serialiser's own view of them.</summary>
internal static class WireShape
{
    public static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;

    /// <summary>The simple types an event may use, with their JSON Schema type and format.</summary>
    public static readonly IReadOnlyDictionary<Type, (string Name, string Type, string? Format)> Simple = new Dictionary<Type, (string, string, string?)>
    {
        [typeof(string)] = ("string", "string", null),
        [typeof(bool)] = ("boolean", "boolean", null),
        [typeof(int)] = ("int32", "integer", "int32"),
        [typeof(long)] = ("int64", "integer", "int64"),
        [typeof(double)] = ("double", "number", "double"),
        [typeof(Guid)] = ("uuid", "string", "uuid"),
        [typeof(DateOnly)] = ("date", "string", "date"),
    };

    public static IReadOnlyList<Type> Events { get; } = [.. Route.Steps.Select(step => step.Event)];

    /// <summary>What crosses the edge as a CloudEvent and never the bus.</summary>
    public static IReadOnlyList<Type> EdgeEvents { get; } = [typeof(RadiographRefused), typeof(RadiographOffered)];

    /// <summary>The type and every type of the contracts it is made of, itself first, the others by name.</summary>
    public static IReadOnlyList<Type> MadeOf(Type type)
    {
        var found = new HashSet<Type>();
        Visit(type);
        return [type, .. found.Where(part => part != type).OrderBy(part => part.Name, StringComparer.Ordinal)];

        void Visit(Type part)
        {
            if (Simple.ContainsKey(part) || !found.Add(part) || part.IsEnum)
                return;
            foreach (var property in part.GetProperties())
                Visit(Bare(property.PropertyType));
        }
    }

    public static IReadOnlyList<WireProperty> Properties(Type type)
        => [.. Json.GetTypeInfo(type).Properties.Select(property => new WireProperty(property.Name, NameOf(property), property.IsRequired))];

    /// <summary>Names of an enumeration's members on the wire, in order of their numbers.</summary>
    public static IReadOnlyList<string> Members(Type type)
        => [.. Enum.GetValuesAsUnderlyingType(type).Cast<int>().Order().Select(number => JsonSerializer.SerializeToElement(Enum.ToObject(type, number), Json).GetString()!)];

    /// <summary>The type behind an optional value.</summary>
    public static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static string NameOf(JsonPropertyInfo property)
    {
        var type = Bare(property.PropertyType);
        if (Simple.TryGetValue(type, out var simple))
            return simple.Name;
        return type.Namespace == typeof(RadiographReceived).Namespace || type.Namespace == typeof(RadiographOffered).Namespace
            ? type.Name
            : throw new InvalidOperationException($"expected {property.Name} to have a simple type or one of the contracts, found {type}");
    }
}
