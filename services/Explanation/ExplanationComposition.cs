using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting;

namespace AxSpA.Cloud.Explanation;

/// <summary>Explanation's part of a host.</summary>
public static class ExplanationComposition
{
    public static Composition AddExplanation(this Composition composition)
    {
        ArgumentNullException.ThrowIfNull(composition);
        composition.Services.AddSingleton<ExplanationWork>();
        // Both routes of one radiograph: one is drawn while the other's pictures go to the disk.
        return composition.Consumes<ExplainClassification, RadiographClassified>(Services.Explanation, concurrency: 2).Serves<ExplainOnDemand>();
    }
}
