using k8s.Models;
using Shouldly;

namespace AxSpA.Cloud.Tests.Kubernetes;

/// <summary>Nothing talks to anything but what a service needs.</summary>
[Trait("Requirement", "KUB-02")]
public class NetworkPolicyTests
{
    public static TheoryData<string> Variants => [.. Variant.All.Select(variant => variant.Name)];

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task Everything_is_denied_first(string variant)
    {
        var denial = (await Variant.Of(variant).RenderAsync()).Find<V1NetworkPolicy>("default-deny").ShouldNotBeNull().Spec;

        (denial.PodSelector.MatchLabels ?? new Dictionary<string, string>()).ShouldBeEmpty();
        denial.PolicyTypes.ShouldBe(["Ingress", "Egress"]);
        denial.Ingress.ShouldBeNull();
        denial.Egress.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task Every_rule_names_peers_and_ports(string variant)
    {
        foreach (var policy in (await Variant.Of(variant).RenderAsync()).All<V1NetworkPolicy>())
        {
            policy.Spec.PolicyTypes.ShouldBe(["Ingress", "Egress"], policy.Metadata.Name);
            var rules = (policy.Spec.Ingress ?? []).Select(rule => (Peers: rule.FromProperty, rule.Ports)).Concat((policy.Spec.Egress ?? []).Select(rule => (Peers: rule.To, rule.Ports)));
            rules.ShouldAllBe(rule => rule.Peers != null && rule.Peers.Count > 0 && rule.Ports != null && rule.Ports.Count > 0, policy.Metadata.Name);
            rules.SelectMany(rule => rule.Peers).ShouldAllBe(peer => IsNarrow(peer), policy.Metadata.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task Services_reach_what_they_are_configured_with(string variant)
    {
        var rendering = await Variant.Of(variant).RenderAsync();
        foreach (var service in DeployedService.All)
        {
            var ports = Egress(rendering, service).ToList();
            var settings = PodSettings.Of(rendering, rendering.Find<V1Deployment>(service.Name)!.Spec.Template.Spec.Containers.Single());

            ports.ShouldContain("53", service.Name);
            ports.ShouldContain(new Uri(settings["Hosting:Broker:Uri"]!).Port.ToString(System.Globalization.CultureInfo.InvariantCulture), service.Name);
            ports.Contains("5432").ShouldBe(service.OwnsDatabase, service.Name);
            ports.Contains("50006").ShouldBe(settings["Hosting:Dapr:GrpcEndpoint"] is not null, service.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task Services_answer_callers_and_are_scraped(string variant)
    {
        var rendering = await Variant.Of(variant).RenderAsync();
        foreach (var service in DeployedService.All)
        {
            var doors = rendering.Find<V1NetworkPolicy>(service.Name)!.Spec.Ingress
                .Select(rule => (rule.FromProperty.Single().NamespaceSelector.MatchLabels.Keys.Single(), rule.Ports.Single().Port.Value));
            doors.ShouldBe([("axspa.cloud/callers", "grpc"), ("axspa.cloud/monitoring", "health")], service.Name);
        }
    }

    private static IEnumerable<string> Egress(Rendering rendering, DeployedService service)
        => rendering.Find<V1NetworkPolicy>(service.Name)!.Spec.Egress.SelectMany(rule => rule.Ports).Select(port => port.Port.Value);

    /// <summary>Pods, or namespaces, that a label names, or one address.</summary>
    private static bool IsNarrow(V1NetworkPolicyPeer peer)
        => peer.NamespaceSelector?.MatchLabels is { Count: > 0 }
            || peer.PodSelector is { MatchLabels.Count: > 0 } or { MatchExpressions.Count: > 0 }
            || peer.IpBlock?.Cidr.EndsWith("/32", StringComparison.Ordinal) == true;
}
