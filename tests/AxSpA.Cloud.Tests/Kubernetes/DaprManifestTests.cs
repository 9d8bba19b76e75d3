using AxSpA.Cloud.Hosting.Listening;
using k8s.Models;
using Shouldly;

namespace AxSpA.Cloud.Tests.Kubernetes;

/// <summary>The sidecar's documents name what Ingestion is configured with.</summary>
public class DaprManifestTests
{
    [Theory]
    [InlineData("cpu+dapr")]
    [InlineData("cpu+dapr+dapr-secrets")]
    public async Task Names_are_those_of_the_settings(string variant)
    {
        var rendering = await Variant.Of(variant).RenderAsync();
        var settings = PodSettings.Of(rendering, Ingestion(rendering).Spec.Containers.Single());

        Component(rendering, "pubsub.rabbitmq").ShouldBe(settings["Hosting:Dapr:PubSub"]);
        Component(rendering, "secretstores.kubernetes").ShouldBe(settings["Hosting:Dapr:SecretStore"]);
    }

    [Fact]
    public async Task Offer_that_was_not_taken_comes_again_ever_more_slowly()
    {
        var rendering = await Variant.Of("cpu+dapr").RenderAsync();
        var resiliency = rendering.Custom.Single(resource => resource.Kind == "Resiliency");
        var target = resiliency.Spec.GetProperty("targets").GetProperty("components").EnumerateObject().Single();

        target.Name.ShouldBe(Component(rendering, "pubsub.rabbitmq"));
        resiliency.Spec.GetProperty("policies").GetProperty("retries").EnumerateObject().Single().Name.ShouldBe(target.Value.GetProperty("inbound").GetProperty("retry").GetString());
        resiliency.Document.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()).ShouldBe([Ingestion(rendering).Metadata.Annotations["dapr.io/app-id"]]);
    }

    [Fact]
    public async Task Sidecar_stands_beside_ingestion_alone()
    {
        var rendering = await Variant.Of("cpu+dapr").RenderAsync();
        var annotations = Ingestion(rendering).Metadata.Annotations;

        rendering.All<V1Deployment>().Where(deployment => deployment.Spec.Template.Metadata.Annotations.ContainsKey("dapr.io/enabled")).Select(deployment => deployment.Metadata.Name)
            .ShouldBe(["ingestion"]);
        annotations["dapr.io/app-port"].ShouldBe(new ListenOptions().GrpcPort.ToString(System.Globalization.CultureInfo.InvariantCulture));
        annotations["dapr.io/app-protocol"].ShouldBe("grpc");
        rendering.Custom.Where(resource => resource.Kind == "Configuration").Select(resource => resource.Name).ShouldBe([annotations["dapr.io/config"]]);
        rendering.Custom.Where(resource => resource.Kind == "Component")
            .ShouldAllBe(resource => resource.Document.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()).SequenceEqual(new[] { annotations["dapr.io/app-id"] }));
    }

    [Theory]
    [InlineData("cpu+dapr")]
    [InlineData("cpu+dapr+dapr-secrets")]
    public async Task Store_that_is_built_into_the_sidecar_is_off(string variant)
        => Ingestion(await Variant.Of(variant).RenderAsync()).Metadata.Annotations["dapr.io/disable-builtin-k8s-secret-store"].ShouldBe("true");

    [Fact]
    public async Task Secrets_come_through_the_sidecar_and_the_service_holds_no_token()
    {
        var rendering = await Variant.Of("cpu+dapr+dapr-secrets").RenderAsync();
        var (role, pod) = (rendering.All<V1Role>().Single(), Ingestion(rendering).Spec);
        var allowed = rendering.Custom.Single(resource => resource.Kind == "Configuration").Spec.GetProperty("secrets").GetProperty("scopes")[0].GetProperty("allowedSecrets");

        role.Rules.Single().Resources.ShouldBe(["secrets"]);
        role.Rules.Single().Verbs.ShouldBe(["get", "list"]);
        allowed.EnumerateArray().Select(name => name.GetString()).ShouldBe(["ingestion-settings"]);
        PodSettings.Of(rendering, pod.Containers.Single()).Secrets.ShouldBeEmpty();
        pod.Containers.Single().VolumeMounts.ShouldNotContain(mount => mount.Name == "api-token");
        Ingestion(rendering).Metadata.Annotations["dapr.io/volume-mounts"].ShouldStartWith(pod.Volumes.Single(volume => volume.Projected is not null).Name + ':');
    }

    private static V1PodTemplateSpec Ingestion(Rendering rendering) => rendering.Find<V1Deployment>("ingestion")!.Spec.Template;

    private static string? Component(Rendering rendering, string type)
        => rendering.Custom.SingleOrDefault(resource => resource.Kind == "Component" && resource.Spec.GetProperty("type").GetString() == type)?.Name;
}
