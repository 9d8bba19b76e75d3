using k8s;
using k8s.Models;

namespace AxSpA.Cloud.Tests.Kubernetes;

/// <summary>One thing taken away from, or spoilt in, a service's manifests.</summary>
/// <param name="Apply">Does it.</param>
/// <param name="Applies">Whether the service has the thing at all.</param>
internal sealed record Removal(Action<Rendering, DeployedService> Apply, Func<DeployedService, bool> Applies)
{
    public static IReadOnlyDictionary<string, Removal> All { get; } = new Dictionary<string, Removal>
    {
        ["Deployment"] = Kind<V1Deployment>(),
        ["Service"] = Kind<V1Service>(),
        ["ServiceAccount"] = Kind<V1ServiceAccount>(),
        ["PodDisruptionBudget"] = Kind<V1PodDisruptionBudget>(),
        ["NetworkPolicy"] = Kind<V1NetworkPolicy>(),
        ["eviction of what is not ready"] = new((rendering, service) => rendering.Find<V1PodDisruptionBudget>(service.Name)!.Spec.UnhealthyPodEvictionPolicy = null, _ => true),
        ["Service of single pods"] = new((rendering, service) => rendering.Objects.Remove(rendering.Find<V1Service>($"{service.Name}-pods")!), _ => true),
        ["Service of single pods without an address"] = new((rendering, service) => rendering.Find<V1Service>($"{service.Name}-pods")!.Spec.ClusterIP = null, _ => true),
        ["ConfigMap"] = new(
            (rendering, service) =>
            {
                var settings = rendering.Settings(service.Name)!;
                rendering.Objects.Remove(settings);
                var sources = Container(rendering, service).EnvFrom;
                sources.Remove(sources.Single(source => source.ConfigMapRef.Name == settings.Metadata.Name));
            },
            _ => true),
        ["startup probe"] = Of(container => container.StartupProbe = null),
        ["readiness probe"] = Of(container => container.ReadinessProbe = null),
        ["liveness probe"] = Of(container => container.LivenessProbe = null),
        ["probe on the wrong path"] = Of(container => container.LivenessProbe.HttpGet.Path = "/health/ready"),
        ["requests"] = Of(container => container.Resources.Requests = null),
        ["limits"] = Of(container => container.Resources.Limits = null),
        ["limit of memory"] = Of(container => container.Resources.Limits.Remove("memory")),
        ["limit of processors"] = Of(container => container.Resources.Limits.Remove("cpu")),
        ["port"] = Of(container => container.Ports.RemoveAt(1)),
        ["read-only root"] = Of(container => container.SecurityContext.ReadOnlyRootFilesystem = false),
        ["dropped capabilities"] = Of(container => container.SecurityContext.Capabilities.Drop = []),
        ["bar on privileges"] = Of(container => container.SecurityContext.AllowPrivilegeEscalation = null),
        ["image's user"] = Of(container => container.SecurityContext.RunAsUser = null),
        ["image's group"] = Of(container => container.SecurityContext.RunAsGroup = null),
        ["temporary folder"] = Of(container => container.VolumeMounts.Remove(container.VolumeMounts.Single(mount => mount.MountPath == "/tmp"))),
        ["setting twice"] = Of(container => (container.Env ??= []).Add(new V1EnvVar { Name = "AXSPA_Hosting__Broker__Kind", Value = "InMemory" })),
        ["time to drain"] = OfPod(pod => pod.TerminationGracePeriodSeconds = 10),
        ["non-root user"] = OfPod(pod => pod.SecurityContext.RunAsNonRoot = false),
        ["user of its containers alone"] = OfPod(pod => pod.SecurityContext.RunAsUser = 1654),
        ["processor"] = OfPod(pod => pod.NodeSelector.Remove("kubernetes.io/arch")),
        ["seccomp profile"] = OfPod(pod => pod.SecurityContext.SeccompProfile = null),
        ["token kept away"] = OfPod(pod => pod.AutomountServiceAccountToken = null),
        ["own account"] = OfPod(pod => pod.ServiceAccountName = "default"),
        ["spread"] = OfPod(pod => pod.TopologySpreadConstraints = null),
        ["label of its pods"] = new((rendering, service) => Deployment(rendering, service).Spec.Template.Metadata.Labels["app.kubernetes.io/name"] = "other", _ => true),
        ["model check"] = OfPod(pod => pod.InitContainers = [], service => service.ReadsModels),
        ["user of the model check"] = OfPod(pod => pod.InitContainers[0].SecurityContext.RunAsUser = null, service => service.ReadsModels),
        ["model volume"] = OfPod(pod => pod.Volumes.Remove(pod.Volumes.Single(volume => volume.Name == "models")), service => service.ReadsModels),
        ["read-only models"] = Of(container => container.VolumeMounts.Single(mount => mount.Name == "models").ReadOnlyProperty = false, service => service.ReadsModels),
        ["limit of the model check"] = OfPod(pod => pod.InitContainers[0].Resources = null, service => service.ReadsModels),
    };

    private static Removal Kind<T>()
        where T : class, IKubernetesObject<V1ObjectMeta>
        => new((rendering, service) => rendering.Objects.Remove(rendering.Find<T>(service.Name)!), _ => true);

    private static Removal Of(Action<V1Container> apply, Func<DeployedService, bool>? applies = null)
        => new((rendering, service) => apply(Container(rendering, service)), applies ?? (_ => true));

    private static Removal OfPod(Action<V1PodSpec> apply, Func<DeployedService, bool>? applies = null)
        => new((rendering, service) => apply(Deployment(rendering, service).Spec.Template.Spec), applies ?? (_ => true));

    private static V1Deployment Deployment(Rendering rendering, DeployedService service) => rendering.Find<V1Deployment>(service.Name)!;

    private static V1Container Container(Rendering rendering, DeployedService service)
        => Deployment(rendering, service).Spec.Template.Spec.Containers.Single(container => container.Name == "service");
}
