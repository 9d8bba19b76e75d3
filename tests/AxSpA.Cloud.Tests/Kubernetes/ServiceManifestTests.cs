using k8s;
using k8s.Models;
using Shouldly;

namespace AxSpA.Cloud.Tests.Kubernetes;

/// <summary>Every service has its manifests, in every variant; the second half proves that the rules notice when one is gone.</summary>
[Trait("Requirement", "KUB-02")]
public class ServiceManifestTests
{
    public static TheoryData<string> Variants => [.. Variant.All.Select(variant => variant.Name)];

    public static TheoryData<string, string> Removals
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var service in DeployedService.All)
            {
                foreach (var (removal, _) in Removal.All.Where(removal => removal.Value.Applies(service)))
                    data.Add(service.Name, removal);
            }

            return data;
        }
    }

    [Fact]
    public void No_service_is_forgotten() => DeployedService.All.Select(service => service.Name).ShouldBe(Cloud.Contracts.Services.Each);

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task Every_service_has_its_manifests(string variant)
    {
        var rendering = await Variant.Of(variant).RenderAsync();

        DeployedService.All.SelectMany(service => ServiceRules.Complaints(rendering, service)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task Every_container_has_limits_and_no_privileges(string variant)
        => (await Variant.Of(variant).RenderAsync()).Pods().SelectMany(ServiceRules.Complaints).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task Deployments_are_the_services(string variant)
        => (await Variant.Of(variant).RenderAsync()).All<V1Deployment>().Select(deployment => deployment.Metadata.Name)
            .ShouldBe(DeployedService.All.Select(service => service.Name), ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task Everything_lies_in_one_namespace(string variant)
    {
        var rendering = await Variant.Of(variant).RenderAsync();

        var namespaces = rendering.Objects.Cast<IKubernetesObject<V1ObjectMeta>>().Select(found => found.Metadata.NamespaceProperty)
            .Concat(rendering.Custom.Select(resource => resource.Document.GetProperty("metadata").GetProperty("namespace").GetString()))
            .Concat(rendering.All<V1RoleBinding>().SelectMany(binding => binding.Subjects).Select(subject => subject.NamespaceProperty));
        namespaces.Distinct().ShouldBe(["axspa"]);
    }

    [Theory]
    [MemberData(nameof(Removals))]
    public async Task Service_that_lacks_something_is_noticed(string service, string removal)
    {
        var (rendering, deployed) = (await Variant.Of("cpu").RenderAsync(), DeployedService.Of(service));

        Removal.All[removal].Apply(rendering, deployed);

        rendering.Pods().SelectMany(ServiceRules.Complaints).Concat(ServiceRules.Complaints(rendering, deployed)).ShouldNotBeEmpty();
    }
}
