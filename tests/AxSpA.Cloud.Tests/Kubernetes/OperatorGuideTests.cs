using System.Text.RegularExpressions;
using AxSpA.Cloud.Tests.Contracts;
using AxSpA.Cloud.Tests.Reference;
using k8s.Models;
using Shouldly;

namespace AxSpA.Cloud.Tests.Kubernetes;

/// <summary><c>k8s/README.md</c> tells an operator all that the manifests ask for, and its example renders.</summary>
public partial class OperatorGuideTests
{
    private static readonly string Guide = File.ReadAllText(Repository.File("k8s", "README.md"));

    [Fact]
    public async Task Every_secret_that_is_read_is_in_the_table_with_its_keys()
    {
        var rows = Guide.Split('\n').Where(line => line.TrimStart().StartsWith("| `", StringComparison.Ordinal)).ToList();
        var read = new HashSet<(string Name, string Key)>();
        foreach (var variant in Variant.All)
            read.UnionWith(Secrets(await variant.RenderAsync()));

        new[] { "broker", "broker-management", "broker-edge", "grpc-tls", "postgresql" }.ShouldBeSubsetOf(read.Select(secret => secret.Name));
        foreach (var (name, key) in read)
            rows.ShouldContain(row => row.Contains($"`{name}`", StringComparison.Ordinal) && row.Contains($"`{key}`", StringComparison.Ordinal), $"{name}/{key}");
    }

    [Fact]
    public async Task Every_label_that_a_policy_asks_of_a_namespace_is_set()
    {
        var labels = (await Variant.Of("cpu").RenderAsync()).All<V1NetworkPolicy>()
            .SelectMany(policy => (policy.Spec.Ingress ?? []).SelectMany(rule => rule.FromProperty).Concat((policy.Spec.Egress ?? []).SelectMany(rule => rule.To)))
            .SelectMany(peer => peer.NamespaceSelector.MatchLabels)
            .Where(label => label.Key.StartsWith("axspa.cloud/", StringComparison.Ordinal));

        labels.Distinct().ShouldAllBe(label => Guide.Contains($" {label.Key}={label.Value} ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_configuration_that_a_pod_mounts_is_there_or_made_by_the_operator()
    {
        var rendering = await Variant.Of("cpu").RenderAsync();
        var mounted = rendering.Pods().SelectMany(pod => pod.Volumes).Select(volume => volume.ConfigMap?.Name).OfType<string>().Distinct();

        mounted.ShouldAllBe(name => Guide.Contains($"create configmap {name} ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Broker_gets_the_virtual_host_that_is_used_and_the_edge_the_names_that_dapr_gives()
    {
        var rendering = await Variant.Of("cpu+dapr").RenderAsync();
        var settings = PodSettings.Of(rendering, rendering.Find<V1Deployment>("ingestion")!.Spec.Template.Spec.Containers.Single());
        var (host, radiographs) = (new Uri(settings["Hosting:Broker:Uri"]!).AbsolutePath[1..], settings["Hosting:Dapr:RadiographTopic"]!);
        var edge = new Regex(EdgeNames().Match(Guide).Groups["pattern"].Value);

        Guide.ShouldContain($" rabbitmqctl add_vhost {host}\n");
        Guide.ShouldContain($" set_permissions -p {host} axspa ");
        Guide.ShouldContain($" set_permissions -p {host} edge ");
        new[] { radiographs, $"ingestion-{radiographs}", settings["Hosting:Dapr:ResultTopic"]! }.ShouldAllBe(name => edge.IsMatch(name));
        DeployedService.All.SelectMany(service => service.Queues).ShouldAllBe(queue => !edge.IsMatch(queue));
    }

    [Fact]
    public async Task Example_of_a_site_renders_with_every_service_as_it_should_be()
    {
        using var folder = new TemporaryFolder();
        var clone = Path.GetRelativePath(folder["site"], Repository.File("k8s"));
        foreach (Match file in Example().Matches(Guide))
        {
            var path = folder[file.Groups["path"].Value];
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, file.Groups["text"].Value.Replace("../axspa-cloud/k8s", clone, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        }

        var rendering = Rendering.Parse(await Kubectl.KustomizeAsync(folder["site"]));
        var loader = Rendering.Parse(await Kubectl.KustomizeAsync(folder["site/model-loader"]));

        DeployedService.All.SelectMany(service => ServiceRules.Complaints(rendering, service)).ShouldBeEmpty();
        var segmentation = rendering.Find<V1Deployment>("segmentation")!.Spec.Template.Spec;
        segmentation.Containers.Single().Image.ShouldStartWith("registry.hospital.example/axspa-cloud/segmentation@sha256:");
        segmentation.InitContainers.Single().Image.ShouldBe(segmentation.Containers.Single().Image);
        loader.All<V1Pod>().Single().Spec.Containers.Single().Image.ShouldBe(segmentation.Containers.Single().Image);
        PodSettings.Of(rendering, segmentation.Containers.Single())["Hosting:Broker:Uri"].ShouldBe("amqps://broker.hospital.example:5671/axspa");
        rendering.Find<V1NetworkPolicy>("endpoints").ShouldNotBeNull();
    }

    private static IEnumerable<(string Name, string Key)> Secrets(Rendering rendering)
    {
        var environment = rendering.Pods().SelectMany(pod => pod.Containers).SelectMany(container => container.Env ?? []).Select(entry => entry.ValueFrom?.SecretKeyRef).OfType<V1SecretKeySelector>()
            .Select(secret => (secret.Name, secret.Key));
        var mounted = rendering.Pods().SelectMany(pod => pod.Volumes ?? []).Select(volume => volume.Secret?.SecretName).OfType<string>().SelectMany(name => new[] { (name, "tls.crt"), (name, "tls.key") });
        var custom = rendering.Custom.SelectMany(resource => CustomReference().Matches(resource.Spec.GetRawText())).Select(match => (match.Groups["name"].Value, match.Groups["key"].Value));
        return environment.Concat(mounted).Concat(custom);
    }

    [GeneratedRegex(@"```yaml\n# (?<path>site/\S+)\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex("names='(?<pattern>[^']+)'")]
    private static partial Regex EdgeNames();

    /// <summary>KEDA and Dapr refer to a secret by a name beside a key.</summary>
    [GeneratedRegex("""\{[^{}]*?(?:"key":"(?<key>[^"]+)","name":"(?<name>[^"]+)"|"name":"(?<name>[^"]+)","key":"(?<key>[^"]+)")""")]
    private static partial Regex CustomReference();
}
