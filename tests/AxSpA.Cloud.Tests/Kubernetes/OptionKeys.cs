using System.Globalization;
using System.Reflection;
using AxSpA.Cloud.Hosting;

namespace AxSpA.Cloud.Tests.Kubernetes;

/// <summary>Which configuration keys option records have.</summary>
internal static class OptionKeys
{
    /// <summary>Whether a key is a value of one of the sections, spelt as the record spells it; a list's items are numbered.</summary>
    public static bool Has(IEnumerable<OptionSection> sections, string key)
        => sections.Any(section => key.StartsWith(section.Path + ':', StringComparison.Ordinal) && Has(section.Type, key[(section.Path.Length + 1)..].Split(':')));

    /// <summary>Every key of a section and its default, empty where there is none; a list's items are called N.</summary>
    public static IEnumerable<(string Key, string Default)> Of(OptionSection section) => Of(section.Path, section.Type, Activator.CreateInstance(section.Type));

    private static IEnumerable<(string Key, string Default)> Of(string path, Type type, object? value)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (IsValue(type))
            return [(path, Text(value))];
        if (ItemOf(type) is { } item)
            return Of(path + ":N", item, IsValue(item) ? null : Activator.CreateInstance(item));
        return type.GetProperties().Where(property => property.CanWrite).SelectMany(property => Of($"{path}:{property.Name}", property.PropertyType, property.GetValue(value)));
    }

    private static string Text(object? value) => value switch
    {
        bool given => given ? "true" : "false",
        TimeSpan time => time.ToString("g", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static bool Has(Type type, ReadOnlySpan<string> path)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (path.IsEmpty)
            return IsValue(type);
        if (ItemOf(type) is { } item)
            return int.TryParse(path[0], NumberStyles.None, CultureInfo.InvariantCulture, out _) && Has(item, path[1..]);
        return !IsValue(type)
            && type.GetProperty(path[0], BindingFlags.Public | BindingFlags.Instance) is { CanWrite: true } property
            && Has(property.PropertyType, path[1..]);
    }

    private static bool IsValue(Type type)
        => type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(TimeSpan) || type == typeof(decimal) || type == typeof(Uri);

    private static Type? ItemOf(Type type)
        => type == typeof(string) ? null
            : type.GetInterfaces().Append(type).FirstOrDefault(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IEnumerable<>))
                ?.GetGenericArguments()[0];
}
