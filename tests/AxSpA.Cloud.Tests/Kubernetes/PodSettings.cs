using AxSpA.Cloud.Hosting;
using k8s.Models;

namespace AxSpA.Cloud.Tests.Kubernetes;

/// <summary>What a container finds in its environment: (name, value) in the order it is set, and by reference to which secret.</summary>
/// <param name="Literals">Values that stand in the manifests.</param>
/// <param name="Secrets">Names whose values come from a secret.</param>
internal sealed record PodSettings(IReadOnlyList<KeyValuePair<string, string>> Literals, IReadOnlyDictionary<string, V1SecretKeySelector> Secrets)
{
    /// <summary>Every name, once for each place that sets it.</summary>
    public IEnumerable<string> Names => [.. Literals.Select(setting => setting.Key), .. Secrets.Keys];

    public static PodSettings Of(Rendering rendering, V1Container container)
    {
        var maps = (container.EnvFrom ?? []).Select(source => rendering.Find<V1ConfigMap>(source.ConfigMapRef.Name)
            ?? throw new InvalidOperationException($"expected the ConfigMap {source.ConfigMapRef.Name}, found none"));
        var environment = container.Env ?? [];
        return new PodSettings(
            [.. maps.SelectMany(map => map.Data), .. environment.Where(entry => entry.ValueFrom is null).Select(entry => KeyValuePair.Create(entry.Name, entry.Value ?? ""))],
            environment.Where(entry => entry.ValueFrom is not null).ToDictionary(entry => entry.Name, entry => entry.ValueFrom.SecretKeyRef));
    }

    /// <summary>The value that stands in the manifests, or null.</summary>
    public string? this[string key] => Literals.FirstOrDefault(setting => KeyOf(setting.Key) == key).Value;

    /// <summary>The configuration key of an environment variable.</summary>
    public static string KeyOf(string variable)
        => variable.StartsWith(ServiceProgram.EnvironmentPrefix, StringComparison.Ordinal)
            ? variable[ServiceProgram.EnvironmentPrefix.Length..].Replace("__", ":", StringComparison.Ordinal)
            : variable;
}
