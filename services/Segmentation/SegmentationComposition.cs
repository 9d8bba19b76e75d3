using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Inference;

namespace AxSpA.Cloud.Segmentation;

/// <summary>Segmentation's part of a host.</summary>
public static class SegmentationComposition
{
    public static Composition AddSegmentation(this Composition composition)
    {
        ArgumentNullException.ThrowIfNull(composition);
        composition.Options<InferenceOptions>("Inference").Consumes<SegmentRadiograph, RadiographReceived>(Services.Segmentation).Serves<SegmentOnDemand>();
        composition.Models<ModelStore, ModelRefusedException>(ModelStore.Open);
        composition.WarmsUp<SegmentationModel, ModelRefusedException>(model => model.WarmUp());
        composition.Services.AddSingleton<SegmentationModel>();
        composition.Services.AddSingleton<SegmentationWork>();
        return composition;
    }
}
