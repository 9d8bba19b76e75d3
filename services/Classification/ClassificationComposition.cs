using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Inference;

namespace AxSpA.Cloud.Classification;

/// <summary>Classification's part of a host.</summary>
public static class ClassificationComposition
{
    public static Composition AddClassification(this Composition composition)
    {
        ArgumentNullException.ThrowIfNull(composition);
        composition
            .Options<InferenceOptions>("Inference")
            .Options<ClassificationOptions>(ClassificationOptions.Section)
            .Consumes<ClassifySacroiliacJoints, SacroiliacJointsCropped>(Services.Classification)
            .Consumes<ClassifyFullRadiograph, RadiographReceived>(Services.Classification)
            .Serves<ClassifyOnDemand>();
        composition.Models<ModelStore, ModelRefusedException>(ModelStore.Open);
        composition.WarmsUp<ClassificationModels, ModelRefusedException>(models => models.WarmUp());
        composition.Services.AddSingleton<ClassificationModels>();
        composition.Services.AddSingleton<ClassificationWork>();
        return composition;
    }
}
