using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Hosting.Listening;
using k8s;
using k8s.Models;

namespace AxSpA.Cloud.Tests.Kubernetes;

/// <summary>What each service must have in a rendering. A complaint is a sentence; none means that all is there.</summary>
internal static class ServiceRules
{
    private const int User = 1654;

    private static readonly ListenOptions Listen = new();

    public static IEnumerable<string> Complaints(Rendering rendering, DeployedService service)
    {
        if (rendering.Find<V1Deployment>(service.Name) is not { } deployment)
            return [$"{service}: no Deployment"];
        var pod = deployment.Spec.Template.Spec;
        if (pod.Containers.FirstOrDefault(found => found.Name == "service") is not { } container)
            return [$"{service}: no container named service"];
        var labels = deployment.Spec.Template.Metadata.Labels;
        return new IEnumerable<string>[]
        {
            Companions(rendering, service, labels),
            Selection(deployment),
            Pod(pod, service),
            Probes(container),
            Ports(container),
            Storage(pod, container, service),
            Drain(rendering, pod, container),
            Settings(rendering, container),
        }.SelectMany(complaints => complaints).Select(complaint => $"{service}: {complaint}");
    }

    /// <summary>What every container of a rendering must have, whoever's it is.</summary>
    public static IEnumerable<string> Complaints(V1PodSpec pod)
    {
        if (pod.SecurityContext is not { RunAsNonRoot: true, SeccompProfile.Type: "RuntimeDefault" })
            yield return "the pod may run as root or without the runtime's seccomp profile";
        if (pod.AutomountServiceAccountToken != false)
            yield return "the pod mounts its service account's token";
        foreach (var container in (pod.InitContainers ?? []).Concat(pod.Containers))
        {
            foreach (var resource in new[] { "cpu", "memory" })
            {
                if (container.Resources?.Requests?.ContainsKey(resource) != true)
                    yield return $"{container.Name} requests no {resource}";
                if (container.Resources?.Limits?.ContainsKey(resource) != true)
                    yield return $"{container.Name} has no limit of {resource}";
            }

            if ((container.SecurityContext?.RunAsUser ?? pod.SecurityContext?.RunAsUser) is not > 0)
                yield return $"{container.Name} runs as a user that is not named";
            if (container.SecurityContext is not { AllowPrivilegeEscalation: false, Capabilities.Drop: ["ALL"], Privileged: not true })
                yield return $"{container.Name} may gain privileges";
        }
    }

    private static IEnumerable<string> Companions(Rendering rendering, DeployedService service, IDictionary<string, string> labels)
    {
        if (rendering.Find<V1ServiceAccount>(service.Name) is not { AutomountServiceAccountToken: false })
            yield return "no ServiceAccount without a token";
        if (rendering.Settings(service.Name) is null)
            yield return "no ConfigMap";
        if (rendering.Find<V1PodDisruptionBudget>(service.Name) is not { } budget || !Matches(budget.Spec.Selector, labels) || budget.Spec.MaxUnavailable?.Value != "1")
            yield return "no PodDisruptionBudget that lets one of its pods go at a time";
        else if (budget.Spec.UnhealthyPodEvictionPolicy != "AlwaysAllow")
            yield return "a pod that is not ready keeps its node from being drained";
        if (rendering.Find<V1NetworkPolicy>(service.Name) is not { } policy || !Matches(policy.Spec.PodSelector, labels))
            yield return "no NetworkPolicy of its pods";
        if (rendering.Find<V1Service>(service.Name) is not { } front || !front.Spec.Selector.All(labels.Contains))
            yield return "no Service of its pods";
        else if (!front.Spec.Ports.Select(port => (port.Name, port.Port)).SequenceEqual([("grpc", Listen.GrpcPort), ("health", Listen.HealthPort)]))
            yield return $"the Service's ports are not {Listen.GrpcPort} and {Listen.HealthPort}";
        if (rendering.Find<V1Service>($"{service.Name}-pods") is not { Spec.ClusterIP: "None" } pods || !pods.Spec.Selector.All(labels.Contains) || pods.Spec.Ports.Single().Port != Listen.GrpcPort)
            yield return "no Service that names its pods one by one, for a client that balances";
    }

    private static IEnumerable<string> Selection(V1Deployment deployment)
    {
        var labels = deployment.Spec.Template.Metadata.Labels;
        if (!Matches(deployment.Spec.Selector, labels) || labels["app.kubernetes.io/name"] != deployment.Metadata.Name)
            yield return "the Deployment does not select its own pods";
        var spread = deployment.Spec.Template.Spec.TopologySpreadConstraints ?? [];
        foreach (var topology in new[] { "kubernetes.io/hostname", "topology.kubernetes.io/zone" })
        {
            if (!spread.Any(constraint => constraint.TopologyKey == topology && Matches(constraint.LabelSelector, labels)))
                yield return $"its pods are not spread over {topology}";
        }
    }

    private static IEnumerable<string> Pod(V1PodSpec pod, DeployedService service)
    {
        if (pod.ServiceAccountName != service.Name)
            yield return $"runs as the service account {pod.ServiceAccountName}";
        if (pod.SecurityContext is { RunAsUser: not null } or { RunAsGroup: not null })
            yield return "gives its user to a sidecar as well";
        if (pod.NodeSelector?.TryGetValue("kubernetes.io/arch", out var processor) != true || processor != "amd64")
            yield return "may come to a node whose processor its libraries are not built for";
        if (pod.EnableServiceLinks != false)
            yield return "its environment is filled with the names of other services";
        foreach (var container in (pod.InitContainers ?? []).Concat(pod.Containers))
        {
            if (container.SecurityContext?.RunAsUser != User || container.SecurityContext.RunAsGroup != User)
                yield return $"{container.Name} does not run as {User}, the image's user";
            if (container.SecurityContext?.ReadOnlyRootFilesystem != true)
                yield return $"{container.Name} may write to its image";
        }
    }

    private static IEnumerable<string> Probes(V1Container container)
    {
        (string Name, V1Probe? Probe, string Path)[] probes =
        [
            ("startup", container.StartupProbe, "/health/startup"),
            ("readiness", container.ReadinessProbe, "/health/ready"),
            ("liveness", container.LivenessProbe, "/health/live"),
        ];
        return probes.Where(probe => probe.Probe?.HttpGet?.Path != probe.Path || probe.Probe.HttpGet.Port?.Value != "health")
            .Select(probe => $"no {probe.Name} probe on {probe.Path}");
    }

    private static IEnumerable<string> Ports(V1Container container)
    {
        if (!(container.Ports ?? []).Select(port => (port.Name, port.ContainerPort)).SequenceEqual([("grpc", Listen.GrpcPort), ("health", Listen.HealthPort)]))
            yield return $"its ports are not {Listen.GrpcPort} and {Listen.HealthPort}";
    }

    private static IEnumerable<string> Storage(V1PodSpec pod, V1Container container, DeployedService service)
    {
        var mounts = container.VolumeMounts ?? [];
        if (pod.Volumes?.FirstOrDefault(volume => volume.Name == mounts.FirstOrDefault(mount => mount.MountPath == "/tmp")?.Name)?.EmptyDir is null)
            yield return "no room of its own in /tmp";
        var models = pod.Volumes?.FirstOrDefault(volume => volume.PersistentVolumeClaim is not null);
        if ((models is not null) != service.ReadsModels)
            yield return service.ReadsModels ? "reads models and has no volume of them" : "has a volume of models and reads none";
        if (models is null)
            yield break;
        if (mounts.SingleOrDefault(mount => mount.Name == models.Name) is not { ReadOnlyProperty: true, MountPath: "/models" } || models.PersistentVolumeClaim.ReadOnlyProperty != true)
            yield return "may write to its models";
        if (pod.InitContainers?.SingleOrDefault(init => init.Command?[0] == "check-models") is not { } check || check.Image != container.Image)
            yield return "does not check its models before it starts";
    }

    private static IEnumerable<string> Drain(Rendering rendering, V1PodSpec pod, V1Container container)
    {
        var settings = PodSettings.Of(rendering, container);
        var drain = settings["Hosting:DrainTime"] is { } value ? TimeSpan.Parse(value, System.Globalization.CultureInfo.InvariantCulture) : new HostingOptions().DrainTime;
        var pause = TimeSpan.FromSeconds(container.Lifecycle?.PreStop?.Sleep?.Seconds ?? 0);
        if (TimeSpan.FromSeconds(pod.TerminationGracePeriodSeconds ?? 30) < pause + drain + TimeSpan.FromSeconds(5))
            yield return $"is killed {pod.TerminationGracePeriodSeconds} s after it was told to stop, and may take {pause + drain} to drain";
    }

    private static IEnumerable<string> Settings(Rendering rendering, V1Container container)
    {
        var settings = PodSettings.Of(rendering, container);
        foreach (var twice in settings.Names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
            yield return $"sets {twice.Key} twice";
        if (settings["Inference:Threads"] is { } threads && container.Resources?.Limits is { } limits && limits.TryGetValue("cpu", out var cores)
            && int.Parse(threads, System.Globalization.CultureInfo.InvariantCulture) > cores.ToDecimal())
            yield return $"runs networks on {threads} threads and may have {cores} cores";
    }

    private static bool Matches(V1LabelSelector? selector, IDictionary<string, string> labels)
        => selector?.MatchLabels is { Count: > 0 } wanted && wanted.All(labels.Contains);
}
