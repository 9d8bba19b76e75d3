using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.LongitudinalRisk.Registry;

namespace AxSpA.Cloud.LongitudinalRisk;

/// <summary>LongitudinalRisk's part of a host: the registry.</summary>
public static class LongitudinalRiskComposition
{
    public static Composition AddLongitudinalRisk(this Composition composition)
    {
        ArgumentNullException.ThrowIfNull(composition);
        return composition
            .Owns<RegistryContext>(Services.LongitudinalRisk)
            .Consumes<RegisterRadiograph, RadiographReceived>(Services.LongitudinalRisk)
            .Consumes<RegisterClassification, RadiographClassified>(Services.LongitudinalRisk)
            .Serves<ReadRegistry>();
    }
}
