using AxSpA.Cloud.Tests.Contracts;
using Shouldly;
using YamlDotNet.Core;

namespace AxSpA.Cloud.Tests.Kubernetes;

/// <summary>Every variant renders and is read strictly.</summary>
[Trait("Requirement", "KUB-01")]
public class RenderingTests
{
    public static TheoryData<string> Variants => [.. Variant.All.Select(variant => variant.Name)];

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task Variant_renders_and_deserialises_strictly(string variant)
        => (await Variant.Of(variant).RenderAsync()).Objects.ShouldNotBeEmpty();

    [Theory]
    [InlineData("terminationGracePeriodSeconds:", "terminationGracePeriodsSeconds:")]
    [InlineData("readOnlyRootFilesystem:", "readonlyRootFilesystem:")]
    [InlineData("periodSeconds:", "intervalSeconds:")]
    [InlineData("maxUnavailable:", "maxUnavailible:")]
    [InlineData("podSelector:", "podSelectors:")]
    public async Task Misspelt_key_is_refused(string right, string wrong)
    {
        var text = await Variant.Of("cpu").TextAsync();
        text.ShouldContain(right);

        Should.Throw<YamlException>(() => Rendering.Parse(text.Replace(right, wrong, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_overlay_and_component_is_rendered()
    {
        var named = Variant.All.SelectMany(variant => variant.Name.Split('+')).ToHashSet();
        var kustomizations = Directory.GetFiles(Repository.File("k8s"), "kustomization.yaml", SearchOption.AllDirectories);
        var used = kustomizations.SelectMany(File.ReadAllLines).Where(line => line.Contains("components/", StringComparison.Ordinal)).Select(line => line.Split('/')[^1]);

        Folders("overlays").ShouldBeSubsetOf(named);
        Folders("components").ShouldBeSubsetOf(named.Concat(used));
    }

    [Fact]
    public async Task Model_loader_renders_and_may_do_no_more_than_a_service()
    {
        var rendering = Rendering.Parse(await Kubectl.KustomizeAsync(Repository.File("k8s", "model-loader")));

        ServiceRules.Complaints(rendering.All<k8s.Models.V1Pod>().Single().Spec).ShouldBeEmpty();
    }

    private static IEnumerable<string> Folders(string below) => Directory.GetDirectories(Repository.File("k8s", below)).Select(folder => Path.GetFileName(folder)!);
}
