using System.Text.Json;
using k8s.Models;
using Shouldly;

namespace AxSpA.Cloud.Tests.Kubernetes;

/// <summary>With <c>components/trust</c> whoever speaks TLS to a server of the site knows the site's own authority.</summary>
public class AuthorityTests
{
    /// <summary>Where .NET looks for authorities beside its folder of them.</summary>
    internal const string File = "SSL_CERT_FILE";

    [Theory]
    [InlineData("cpu+dapr+trust")]
    [InlineData("autoscaling+trust")]
    public async Task Services_read_the_authority_that_is_mounted(string variant)
    {
        var rendering = await Variant.Of(variant).RenderAsync();
        foreach (var service in DeployedService.All)
        {
            var pod = rendering.Find<V1Deployment>(service.Name)!.Spec.Template.Spec;
            var container = pod.Containers.Single();
            var mount = container.VolumeMounts.Single(mount => mount.Name == "trust");
            var secret = pod.Volumes.Single(volume => volume.Name == "trust").Secret;

            mount.ReadOnlyProperty.ShouldBe(true, service.Name);
            container.Env.Single(entry => entry.Name == File).Value.ShouldBe($"{mount.MountPath}/{secret.Items.Single().Path}", service.Name);
            // The image's folder of public authorities stays in force.
            container.Env.ShouldNotContain(entry => entry.Name == "SSL_CERT_DIR", service.Name);
        }
    }

    [Fact]
    public async Task Keda_and_the_sidecar_know_it_too()
    {
        var keda = (await Variant.Of("autoscaling+trust").RenderAsync()).Custom.Single(resource => resource.Kind == "TriggerAuthentication").Spec.GetProperty("secretTargetRef");
        var sidecar = (await Variant.Of("cpu+dapr+trust").RenderAsync()).Custom.Single(resource => resource.Kind == "Component").Spec.GetProperty("metadata");

        keda.EnumerateArray().Select(reference => (Text(reference, "parameter"), Text(reference, "name"), Text(reference, "key")))
            .ShouldBe([("host", "broker-management", "host"), ("ca", "trust", "ca.crt"), ("tls", "trust", "keda-tls")]);
        var authority = sidecar.EnumerateArray().Single(entry => Text(entry, "name") == "caCert").GetProperty("secretKeyRef");
        (Text(authority, "name"), Text(authority, "key")).ShouldBe(("trust", "ca.crt"));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
