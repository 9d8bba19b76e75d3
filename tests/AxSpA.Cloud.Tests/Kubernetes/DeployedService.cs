using AxSpA.Cloud.Classification;
using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Cropping;
using AxSpA.Cloud.Explanation;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Ingestion;
using AxSpA.Cloud.LongitudinalRisk;
using AxSpA.Cloud.Segmentation;
using Microsoft.AspNetCore.Builder;

namespace AxSpA.Cloud.Tests.Kubernetes;

/// <summary>A service as its code describes it: what its manifests are held against.</summary>
/// <param name="Name">As in queue names, and of each of its manifests.</param>
/// <param name="Folder">Below <c>services</c>; the Dockerfile's argument.</param>
/// <param name="Add">What its <c>Program.cs</c> does.</param>
internal sealed record DeployedService(string Name, string Folder, Action<Composition> Add)
{
    private readonly Lazy<Composition> _composition = new(() =>
    {
        var composition = new Composition(WebApplication.CreateEmptyBuilder(new WebApplicationOptions()), Name);
        Add(composition);
        return composition;
    });

    public static IReadOnlyList<DeployedService> All { get; } =
    [
        new(Services.Ingestion, "Ingestion", composition => composition.AddIngestion()),
        new(Services.Segmentation, "Segmentation", composition => composition.AddSegmentation()),
        new(Services.Cropping, "Cropping", composition => composition.AddCropping()),
        new(Services.Classification, "Classification", composition => composition.AddClassification()),
        new(Services.Explanation, "Explanation", composition => composition.AddExplanation()),
        new(Services.LongitudinalRisk, "LongitudinalRisk", composition => composition.AddLongitudinalRisk()),
    ];

    public IReadOnlyList<OptionSection> OptionSections => _composition.Value.OptionSections;

    public IReadOnlySet<string> Queues => _composition.Value.Consumers.Select(consumer => consumer.Queue).ToHashSet();

    public bool OwnsDatabase
        => _composition.Value.Services.Any(service => service.ServiceType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Database<>));

    public bool ReadsModels => _composition.Value.Services.Any(service => service.ServiceType == typeof(ModelStore));

    public static DeployedService Of(string name) => All.Single(service => service.Name == name);

    public override string ToString() => Name;
}
