using System.Text.RegularExpressions;
using AxSpA.Cloud.Hosting.Listening;
using AxSpA.Cloud.Tests.Architecture;
using Shouldly;

namespace AxSpA.Cloud.Tests.Kubernetes;

/// <summary>The images that the manifests name, and the one Dockerfile that makes them. No image is built here: there is no container engine.</summary>
public partial class ImageTests
{
    private static readonly string[] Dockerfile = SourceTree.Read("k8s/Dockerfile").Split('\n');

    public static TheoryData<string> Variants => [.. Variant.All.Select(variant => variant.Name)];

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task Images_have_a_version_and_their_service_in_their_name(string variant)
    {
        var rendering = await Variant.Of(variant).RenderAsync();

        rendering.Pods().SelectMany(pod => pod.Containers.Concat(pod.InitContainers ?? [])).ShouldAllBe(container => Version().IsMatch(container.Image) && !container.Image.EndsWith(":latest", StringComparison.Ordinal));
        foreach (var deployment in rendering.All<k8s.Models.V1Deployment>())
            deployment.Spec.Template.Spec.Containers.Single().Image.ShouldContain($"axspa-cloud/{deployment.Metadata.Name}:");
    }

    [Fact]
    public void Dockerfile_copies_what_is_there_and_what_its_ignore_file_lets_through()
    {
        var sources = Dockerfile.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from=", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ')[1..^1].Where(word => !word.StartsWith("--", StringComparison.Ordinal)))
            .ToList();
        var allowed = SourceTree.Read("k8s/Dockerfile.dockerignore").Split('\n').Where(line => line.StartsWith('!')).Select(line => line[1..]);

        sources.ShouldNotBeEmpty();
        sources.ShouldAllBe(source => Path.Exists(Path.Combine(SourceTree.Root, source)));
        allowed.ShouldBe(sources, ignoreOrder: true);
    }

    [Fact]
    public void Everything_a_service_is_built_from_is_copied()
    {
        foreach (var service in DeployedService.All)
        {
            var closure = new HashSet<string>();
            Close($"services/{service.Folder}", closure);
            closure.ShouldAllBe(folder => folder.StartsWith("services/", StringComparison.Ordinal) || folder == "contracts", service.Name);
            SourceTree.Files.ShouldContain($"services/{service.Folder}/AxSpA.Cloud.{service.Folder}.csproj");
        }
    }

    [Fact]
    public void Image_runs_as_the_user_and_on_the_ports_of_the_manifests()
    {
        var listen = new ListenOptions();

        Dockerfile.ShouldContain("USER 1654:1654");
        Dockerfile.ShouldContain($"EXPOSE {listen.GrpcPort} {listen.HealthPort}");
        Dockerfile.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)).ShouldAllBe(line => !line.Contains(":latest", StringComparison.Ordinal));
    }

    [Fact]
    public void Images_are_built_for_the_processor_that_their_native_libraries_are()
        => Dockerfile.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal) && !line.StartsWith("FROM runtime-", StringComparison.Ordinal))
            .ShouldAllBe(line => line.StartsWith("FROM --platform=linux/amd64 ", StringComparison.Ordinal));

    private static void Close(string folder, HashSet<string> closure)
    {
        if (!closure.Add(folder))
            return;
        foreach (var reference in SourceTree.Projects.Single(project => project.Folder == folder).References)
            Close(reference, closure);
    }

    [GeneratedRegex(@"(:[\w][\w.-]*|@sha256:[0-9a-f]{64})$")]
    private static partial Regex Version();
}
