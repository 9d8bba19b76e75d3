using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting;

namespace AxSpA.Cloud.Cropping;

/// <summary>Cropping's part of a host.</summary>
public static class CroppingComposition
{
    public static Composition AddCropping(this Composition composition)
    {
        ArgumentNullException.ThrowIfNull(composition);
        composition.Services.AddSingleton<CroppingWork>();
        return composition.Consumes<CropSacroiliacJoints, RadiographSegmented>(Services.Cropping).Serves<CropOnDemand>();
    }
}
