using System.Globalization;
using System.Text.Json;
using k8s.Models;
using Shouldly;

namespace AxSpA.Cloud.Tests.Kubernetes;

/// <summary>Who scales what, and by which queue.</summary>
public class AutoscalingTests
{
    public static TheoryData<string> Variants => [.. Variant.All.Select(variant => variant.Name)];

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task Deployment_has_a_number_of_replicas_or_one_scaler(string variant)
    {
        var rendering = await Variant.Of(variant).RenderAsync();
        var targets = Scaled(rendering).Select(scaled => scaled.Name)
            .Concat(rendering.All<V2HorizontalPodAutoscaler>().Select(scaler => scaler.Spec.ScaleTargetRef.Name))
            .ToList();

        targets.ShouldBeUnique();
        rendering.All<V1Deployment>().Where(deployment => deployment.Spec.Replicas is null).Select(deployment => deployment.Metadata.Name).ShouldBe(targets, ignoreOrder: true);
        rendering.All<V2HorizontalPodAutoscaler>().ShouldAllBe(scaler => scaler.Spec.ScaleTargetRef.Kind == "Deployment" && scaler.Spec.ScaleTargetRef.ApiVersion == "apps/v1");
    }

    [Fact]
    public async Task Stages_follow_every_queue_they_listen_to()
    {
        foreach (var (name, document) in Scaled(await Variant.Of("autoscaling").RenderAsync()))
            Triggers(document).Select(trigger => trigger.Queue).ShouldBe(DeployedService.Of(name).Queues, ignoreOrder: true, name);
    }

    [Fact]
    public async Task Only_what_holds_a_gpu_goes_to_zero()
    {
        var rendering = await Variant.Of("autoscaling").RenderAsync();
        foreach (var (name, document) in Scaled(rendering))
        {
            var gpu = rendering.Find<V1Deployment>(name)!.Spec.Template.Spec.Containers.Single().Resources.Limits.ContainsKey("nvidia.com/gpu");
            (document.GetProperty("minReplicaCount").GetInt32() == 0).ShouldBe(gpu, name);
        }
    }

    [Fact]
    public async Task Broker_that_cannot_be_asked_takes_no_pod_away()
    {
        foreach (var (name, document) in Scaled(await Variant.Of("autoscaling").RenderAsync()))
        {
            var fallback = document.GetProperty("fallback");
            fallback.GetProperty("behavior").GetString().ShouldBe("currentReplicasIfHigher", name);
            fallback.GetProperty("replicas").GetInt32().ShouldBeGreaterThan(0, name);
        }
    }

    [Theory]
    [InlineData("autoscaling")]
    public async Task Window_lets_every_stage_reach_its_replicas(string variant)
    {
        var rendering = await Variant.Of(variant).RenderAsync();
        var window = int.Parse(
            PodSettings.Of(rendering, rendering.Find<V1Deployment>("ingestion")!.Spec.Template.Spec.Containers.Single())["Ingestion:Ledger:Window"]!, CultureInfo.InvariantCulture);

        foreach (var (name, document) in Scaled(rendering))
        {
            foreach (var (queue, value, _) in Triggers(document))
                (document.GetProperty("maxReplicaCount").GetInt32() * value).ShouldBeLessThanOrEqualTo(window, $"{name}, {queue}");
        }
    }

    [Fact]
    public async Task Scalers_authenticate_with_what_is_there()
    {
        var rendering = await Variant.Of("autoscaling").RenderAsync();
        var known = rendering.Custom.Where(resource => resource.Kind == "TriggerAuthentication").Select(resource => resource.Name).ToList();

        Scaled(rendering).SelectMany(scaled => Triggers(scaled.Spec)).Select(trigger => trigger.Authentication).Distinct().ShouldBe(known);
    }

    private static IEnumerable<(string Name, JsonElement Spec)> Scaled(Rendering rendering)
        => rendering.Custom.Where(resource => resource.Kind == "ScaledObject").Select(resource => (resource.Spec.GetProperty("scaleTargetRef").GetProperty("name").GetString()!, resource.Spec));

    private static IEnumerable<(string Queue, int Value, string Authentication)> Triggers(JsonElement spec)
        => spec.GetProperty("triggers").EnumerateArray().Select(trigger => (
            trigger.GetProperty("metadata").GetProperty("queueName").GetString()!,
            int.Parse(trigger.GetProperty("metadata").GetProperty("value").GetString()!, CultureInfo.InvariantCulture),
            trigger.GetProperty("authenticationRef").GetProperty("name").GetString()!));
}
