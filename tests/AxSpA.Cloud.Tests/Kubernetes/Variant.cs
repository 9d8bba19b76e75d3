using AxSpA.Cloud.Tests.Contracts;
using AxSpA.Cloud.Tests.Reference;

namespace AxSpA.Cloud.Tests.Kubernetes;

/// <summary>A way to deploy the system: an overlay as it is, or with components as an operator would add them. Rendered once a test run.</summary>
internal sealed class Variant
{
    private readonly Lazy<Task<string>> _text;

    private Variant(string overlay, params string[] components)
    {
        Name = string.Join('+', [overlay, .. components]);
        _text = new(() => components.Length == 0 ? Kubectl.KustomizeAsync(Overlay(overlay)) : ComposeAsync(overlay, components));
    }

    /// <summary>Every overlay of <c>k8s/overlays</c>, and every component of <c>k8s/components</c> that no overlay uses.</summary>
    public static IReadOnlyList<Variant> All { get; } =
    [
        new("cpu"), new("gpu"), new("autoscaling"), new("autoscaling-cpu"), new("local"),
        new("cpu", "dapr"), new("cpu", "dapr", "dapr-secrets"), new("cpu", "managed-identity"), new("gpu", "tls"),
        new("cpu", "dapr", "trust"), new("autoscaling", "trust"),
    ];

    public string Name { get; }

    public static Variant Of(string name) => All.Single(variant => variant.Name == name);

    public Task<string> TextAsync() => _text.Value;

    /// <summary>The documents, parsed anew: who asks may change them.</summary>
    public async Task<Rendering> RenderAsync() => Rendering.Parse(await TextAsync());

    public override string ToString() => Name;

    private static string Overlay(string name) => Repository.File("k8s", "overlays", name);

    private static async Task<string> ComposeAsync(string overlay, string[] components)
    {
        using var folder = new TemporaryFolder();
        string Relative(string path) => Path.GetRelativePath(folder.Path, path);
        await File.WriteAllTextAsync(folder["kustomization.yaml"], $"""
            namespace: axspa
            resources: [{Relative(Overlay(overlay))}]
            components: [{string.Join(", ", components.Select(component => Relative(Repository.File("k8s", "components", component))))}]
            """);
        return await Kubectl.KustomizeAsync(folder.Path);
    }
}
