using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AxSpA.Cloud.Hosting.Access;
using AxSpA.Cloud.Tests.Architecture;
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

        new[] { "broker", "broker-management", "broker-edge", "grpc-tls", "postgresql", "trust" }.ShouldBeSubsetOf(read.Select(secret => secret.Name));
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

    /// <summary>What is made beforehand must be what Dapr would make, or the broker refuses the subscriber.</summary>
    [Fact]
    public async Task Queue_of_results_that_is_made_beforehand_is_the_one_that_dapr_asks_for()
    {
        var rendering = await Variant.Of("cpu+dapr").RenderAsync();
        var settings = PodSettings.Of(rendering, rendering.Find<V1Deployment>("ingestion")!.Spec.Template.Spec.Containers.Single());
        var made = JsonNode.Parse(Definitions().Match(Guide).Groups["json"].Value)!.AsObject();
        var (exchange, queue, binding) = (made["exchanges"]!.AsArray().Single()!, made["queues"]!.AsArray().Single()!, made["bindings"]!.AsArray().Single()!);
        var pubsub = rendering.Custom.Single(resource => resource.Kind == "Component").Spec.GetProperty("metadata").EnumerateArray()
            .Where(entry => entry.TryGetProperty("value", out _)).ToDictionary(entry => entry.GetProperty("name").GetString()!, entry => entry.GetProperty("value").GetString());

        new[] { exchange, queue, binding }.ShouldAllBe(part => $"/{part["vhost"]}" == new Uri(settings["Hosting:Broker:Uri"]!).AbsolutePath);
        ((string?)exchange["name"], (string?)exchange["type"]).ShouldBe((settings["Hosting:Dapr:ResultTopic"]!, "fanout"));
        foreach (var part in new[] { exchange, queue })
            ($"{part["durable"]}", $"{part["auto_delete"]}").ShouldBe((pubsub["durable"], pubsub["deletedWhenUnused"]));
        ((string?)queue["name"]).ShouldEndWith($"-{settings["Hosting:Dapr:ResultTopic"]}");
        ((string?)binding["source"], (string?)binding["destination"], (string?)binding["routing_key"]).ShouldBe(((string?)exchange["name"], (string?)queue["name"], ""));
    }

    [Fact]
    public void Every_metric_that_it_alerts_on_is_one_that_the_services_have()
    {
        var named = Metric().Matches(Guide).Select(match => match.Groups["name"].Value).Distinct().ToList();

        named.ShouldContain("axspa_analyses");
        var known = SourceTree.Read("services/README.md");
        named.ShouldAllBe(metric => known.Contains($"| `{metric}` |", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Example_of_a_site_renders_with_every_service_as_it_should_be()
    {
        using var folder = new TemporaryFolder();
        await WriteExampleAsync(folder);

        var rendering = Rendering.Parse(await Kubectl.KustomizeAsync(folder["site"]));
        var loader = Rendering.Parse(await Kubectl.KustomizeAsync(folder["site/model-loader"]));

        DeployedService.All.SelectMany(service => ServiceRules.Complaints(rendering, service)).ShouldBeEmpty();
        var segmentation = rendering.Find<V1Deployment>("segmentation")!.Spec.Template.Spec;
        segmentation.Containers.Single().Image.ShouldStartWith("registry.hospital.example/axspa-cloud/segmentation@sha256:");
        segmentation.InitContainers.Single().Image.ShouldBe(segmentation.Containers.Single().Image);
        loader.All<V1Pod>().Single().Spec.Containers.Single().Image.ShouldBe(segmentation.Containers.Single().Image);
        PodSettings.Of(rendering, segmentation.Containers.Single())["Hosting:Broker:Uri"].ShouldBe("amqps://broker.hospital.example:5671/axspa");
        rendering.Find<V1NetworkPolicy>("endpoints").ShouldNotBeNull();
        var database = rendering.Find<V1NetworkPolicy>("endpoint-database").ShouldNotBeNull().Spec;
        database.PodSelector.MatchExpressions.Single().Values.ShouldBe(DeployedService.All.Where(service => service.OwnsDatabase).Select(service => service.Name), ignoreOrder: true);
        // The first result of the guide comes through an address without TLS.
        PodSettings.Of(rendering, segmentation.Containers.Single())["Hosting:Tls:CertificatePath"].ShouldBeNull();
    }

    [Fact]
    public async Task Example_of_readers_gives_one_a_key_with_the_role_alone()
    {
        using var folder = new TemporaryFolder();
        await WriteExampleAsync(folder);
        await File.WriteAllTextAsync(folder["kustomization.yaml"], "resources: [site]\ncomponents: [site/readers]\n", TestContext.Current.CancellationToken);

        var rendering = Rendering.Parse(await Kubectl.KustomizeAsync(folder.Path));

        var settings = PodSettings.Of(rendering, rendering.Find<V1Deployment>("longitudinal-risk")!.Spec.Template.Spec.Containers.Single());
        settings.Names.ShouldAllBe(name => OptionKeys.Has(DeployedService.Of("longitudinal-risk").OptionSections, PodSettings.KeyOf(name)));
        settings["Hosting:Access:Keys:2:Roles:0"].ShouldBe(nameof(AccessRole.Grade));
        settings["Hosting:Access:Keys:2:Roles:1"].ShouldBeNull();
        settings.Secrets["AXSPA_Hosting__Access__Keys__2__Sha256"].Name.ShouldBe("reader-keys");
    }

    private static async Task WriteExampleAsync(TemporaryFolder folder)
    {
        var clone = Path.GetRelativePath(folder["site"], Repository.File("k8s"));
        foreach (Match file in Example().Matches(Guide))
        {
            var path = folder[file.Groups["path"].Value];
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, file.Groups["text"].Value.Replace("../axspa-cloud/k8s", clone, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        }
    }

    private static IEnumerable<(string Name, string Key)> Secrets(Rendering rendering)
    {
        var environment = rendering.Pods().SelectMany(pod => pod.Containers).SelectMany(container => container.Env ?? []).Select(entry => entry.ValueFrom?.SecretKeyRef).OfType<V1SecretKeySelector>()
            .Select(secret => (secret.Name, secret.Key));
        var mounted = rendering.Pods().SelectMany(pod => pod.Volumes ?? []).Select(volume => volume.Secret).OfType<V1SecretVolumeSource>()
            .SelectMany(secret => (secret.Items?.Select(item => item.Key) ?? ["tls.crt", "tls.key"]).Select(key => (secret.SecretName, key)));
        var custom = rendering.Custom.SelectMany(resource => CustomReference().Matches(resource.Spec.GetRawText())).Select(match => (match.Groups["name"].Value, match.Groups["key"].Value));
        return environment.Concat(mounted).Concat(custom);
    }

    [GeneratedRegex(@"```yaml\n# (?<path>site/\S+)\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"import_definitions <<'end'\n(?<json>.*?)\n +end\n", RegexOptions.Singleline)]
    private static partial Regex Definitions();

    [GeneratedRegex(@"(?<!by \()\b(?<name>(?:axspa|messaging)_[a-z_]+?)(?:_bucket)?(?=[\[{)])")]
    private static partial Regex Metric();

    [GeneratedRegex("names='(?<pattern>[^']+)'")]
    private static partial Regex EdgeNames();

    /// <summary>KEDA and Dapr refer to a secret by a name beside a key.</summary>
    [GeneratedRegex("""\{[^{}]*?(?:"key":"(?<key>[^"]+)","name":"(?<name>[^"]+)"|"name":"(?<name>[^"]+)","key":"(?<key>[^"]+)")""")]
    private static partial Regex CustomReference();
}
