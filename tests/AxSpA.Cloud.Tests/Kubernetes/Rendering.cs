using k8s;
using k8s.Models;

namespace AxSpA.Cloud.Tests.Kubernetes;

/// <summary>The documents of a rendering: Kubernetes' own kinds as strictly deserialised objects, the others as JSON.</summary>
internal sealed class Rendering
{
    private Rendering(List<object> objects, List<CustomResource> custom)
    {
        Objects = objects;
        Custom = custom;
    }

    public List<object> Objects { get; }

    public List<CustomResource> Custom { get; }

    /// <exception cref="YamlDotNet.Core.YamlException">A document has a key that its kind doesn't have.</exception>
    public static Rendering Parse(string text)
    {
        var (objects, custom) = (new List<object>(), new List<CustomResource>());
        foreach (var document in text.Split("\n---\n"))
        {
            var json = YamlJson.Parse(document);
            var (version, kind) = (json.GetProperty("apiVersion").GetString()!, json.GetProperty("kind").GetString()!);
            if (IsCustom(version))
                custom.Add(new CustomResource(version, kind, json));
            else
                objects.AddRange(KubernetesYaml.LoadAllFromString(document, null, strict: true));
        }

        return new Rendering(objects, custom);
    }

    public IEnumerable<T> All<T>()
        where T : IKubernetesObject<V1ObjectMeta>
        => Objects.OfType<T>();

    public T? Find<T>(string name)
        where T : class, IKubernetesObject<V1ObjectMeta>
        => All<T>().FirstOrDefault(found => found.Metadata.Name == name);

    /// <summary>A generated ConfigMap: its name ends with a digest of its content.</summary>
    public V1ConfigMap? Settings(string name)
        => All<V1ConfigMap>().FirstOrDefault(map => map.Metadata.Name.StartsWith(name + '-', StringComparison.Ordinal) && map.Metadata.Name.Length == name.Length + 11);

    public IEnumerable<V1PodSpec> Pods()
        => [.. All<V1Deployment>().Select(deployment => deployment.Spec.Template.Spec), .. All<V1StatefulSet>().Select(set => set.Spec.Template.Spec)];

    private static bool IsCustom(string apiVersion)
        => apiVersion.Split('/')[0] is "keda.sh" or "dapr.io";
}
