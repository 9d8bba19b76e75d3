using AxSpA.Cloud.Cropping;
using AxSpA.Cloud.Dicom;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Models;
using AxSpA.Cloud.Segmentation;
using AxSpA.Cloud.Statistics;
using NetArchTest.Rules;
using Shouldly;

namespace AxSpA.Cloud.Tests.Architecture;

/// <summary>
/// Algorithms know nothing of services; services contain no arithmetic and know nothing of each other; nothing but Hosting knows which broker,
/// blob store or database is underneath (migrations and a row lock apart).
/// </summary>
[Trait("Requirement", "ARC-01")]
public class ReferenceRulesTests
{
    private static readonly string[] Algorithms =
        ["services/Shared/Imaging", "services/Shared/Statistics", "services/Shared/Inference", "services/Shared/Dicom", "tools/Models"];

    private static readonly string[] NotServices = ["services/Shared/Hosting", .. Algorithms];

    private static readonly string[] Services =
        [.. SourceTree.Projects.Select(project => project.Folder).Where(folder => folder.StartsWith("services/", StringComparison.Ordinal)).Except(NotServices)];

    [Fact]
    public void Every_service_of_the_house_is_looked_at()
        => Services.ShouldBe(
            ["services/Classification", "services/Cropping", "services/Explanation", "services/Ingestion", "services/LongitudinalRisk", "services/Segmentation"],
            ignoreOrder: true);

    [Fact]
    public void Algorithms_reference_algorithms_alone()
    {
        foreach (var project in SourceTree.Projects.Where(project => Algorithms.Contains(project.Folder)))
        {
            project.References.ShouldBeSubsetOf(Algorithms, project.Folder);
            project.Packages.ShouldAllBe(package => !IsInfrastructure(package), project.Folder);
        }
    }

    [Fact]
    public void Services_reference_hosting_and_algorithms_never_each_other()
    {
        foreach (var project in SourceTree.Projects.Where(project => Services.Contains(project.Folder)))
            project.References.ShouldBeSubsetOf(NotServices.Except(["tools/Models"]), project.Folder);
    }

    [Fact]
    public void Hosting_references_contracts_alone_and_contracts_nothing()
    {
        Single("services/Shared/Hosting").References.ShouldBe(["contracts"]);
        Single("contracts").References.ShouldBeEmpty();
    }

    [Fact]
    public void Reports_draw_what_statistics_computed_and_know_no_service()
    {
        Single("tools/Reports").References.ShouldBe(["services/Shared/Statistics"]);
        Single("tools/Reports").Packages.ShouldBeEmpty();
    }

    [Fact]
    public void Only_hosting_brings_broker_database_and_blob_packages()
    {
        // Contracts compiles the protos; EF's design package writes migrations and isn't shipped.
        string[] allowed = ["Grpc.Tools", "Grpc.Net.Client", "Microsoft.EntityFrameworkCore.Design"];
        foreach (var project in SourceTree.Projects.Where(project => project.Folder != "services/Shared/Hosting" && !project.Folder.StartsWith("tests", StringComparison.Ordinal)))
            project.Packages.Where(IsInfrastructure).ShouldBeSubsetOf(allowed, project.Folder);
    }

    [Fact]
    public void TorchSharp_stays_in_training()
    {
        foreach (var project in SourceTree.Projects.Where(project => !project.Folder.Contains("Training", StringComparison.Ordinal)))
            project.Packages.ShouldNotContain(package => package.StartsWith("TorchSharp", StringComparison.Ordinal), project.Folder);
    }

    [Fact]
    public void Compiled_algorithms_depend_on_no_infrastructure()
    {
        string[] infrastructure = ["MassTransit", "Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "Grpc", "AxSpA.Cloud.Contracts", "AxSpA.Cloud.Hosting"];
        foreach (var assembly in new[] { typeof(Radiograph), typeof(RadiographFile), typeof(ModelStore), typeof(ModelImport), typeof(Estimate) }.Select(type => type.Assembly))
            Failing(Types.InAssembly(assembly).ShouldNot().HaveDependencyOnAny(infrastructure).GetResult()).ShouldBeEmpty(assembly.GetName().Name);
    }

    [Fact]
    public void Hosting_computes_nothing()
        => Failing(Types.InAssembly(typeof(Composition).Assembly).ShouldNot()
            .HaveDependencyOnAny("AxSpA.Cloud.Imaging", "AxSpA.Cloud.Inference", "AxSpA.Cloud.Dicom", "OpenCvSharp", "Microsoft.ML").GetResult()).ShouldBeEmpty();

    [Fact]
    public void No_service_and_no_public_signature_knows_OpenCV()
    {
        foreach (var type in new[] { typeof(ModelStore), typeof(ModelImport), typeof(SegmentRadiograph), typeof(CropSacroiliacJoints) })
            Failing(Types.InAssembly(type.Assembly).ShouldNot().HaveDependencyOn("OpenCvSharp").GetResult()).ShouldBeEmpty(type.Assembly.GetName().Name);
        new[] { typeof(Radiograph), typeof(RadiographFile) }
            .SelectMany(type => type.Assembly.GetExportedTypes())
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType))
            .ShouldNotContain(type => type.FullName != null && type.FullName.Contains("OpenCvSharp", StringComparison.Ordinal));
    }

    private static SourceTree.Project Single(string folder) => SourceTree.Projects.Single(project => project.Folder == folder);

    private static IEnumerable<string> Failing(NetArchTest.Rules.TestResult result) => result.FailingTypeNames ?? [];

    private static bool IsInfrastructure(string package)
        => new[] { "MassTransit", "Microsoft.EntityFrameworkCore", "Npgsql", "Azure", "Grpc", "Dapr", "RabbitMQ" }.Any(prefix => package.StartsWith(prefix, StringComparison.Ordinal));
}
