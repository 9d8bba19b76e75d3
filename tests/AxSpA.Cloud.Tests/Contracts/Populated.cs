using System.Text.Json;

namespace AxSpA.Cloud.Tests.Contracts;

/// <summary>Instances of the contracts' records with every property set, always the same.</summary>
internal static class Populated
{
    public static object Of(Type type)
    {
        var instance = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties())
            property.SetValue(instance, ValueOf(WireShape.Bare(property.PropertyType), property.Name));
        return instance;
    }

    private static object ValueOf(Type type, string name) => type switch
    {
        _ when type == typeof(string) => JsonNamingPolicy.KebabCaseLower.ConvertName(name),
        _ when type == typeof(bool) => true,
        _ when type == typeof(int) => int.MaxValue,
        _ when type == typeof(long) => long.MaxValue,
        _ when type == typeof(double) => 0.1 + 0.2,
        _ when type == typeof(Guid) => new Guid("6f1c2a4e-0b1d-4c57-9a52-0d6f3c8b7e10"),
        _ when type == typeof(DateOnly) => new DateOnly(2024, 2, 29),
        { IsEnum: true } => Enum.GetValues(type).Cast<object>().Last(),
        _ => Of(type),
    };
}
