using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using AxSpA.Cloud.LongitudinalRisk.Grpc;
using AxSpA.Cloud.LongitudinalRisk.Registry;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AxSpA.Cloud.LongitudinalRisk;

/// <summary>LongitudinalRisk's part of a host: the registry.</summary>
public static class LongitudinalRiskComposition
{
    /// <summary>Registrations of one kind in hand at once, to be written together.</summary>
    private const int RegistrationConcurrency = 32;

    public static Composition AddLongitudinalRisk(this Composition composition)
    {
        ArgumentNullException.ThrowIfNull(composition);
        composition
            .Options<RegistryOptions>(RegistryOptions.Section)
            .Owns<RegistryContext>(Services.LongitudinalRisk)
            .Consumes<RegisterRadiograph, RadiographReceived>(Services.LongitudinalRisk, concurrency: RegistrationConcurrency)
            .Consumes<RegisterClassification, RadiographClassified>(Services.LongitudinalRisk, concurrency: RegistrationConcurrency)
            .Serves<RegistryService>()
            .OpensWithoutBroker();

        var services = composition.Services;
        services.TryAddSingleton(new AdjudicationRules());
        services.AddSingleton<KnownCohorts>();
        services.AddSingleton<RulesInForce>();
        services.AddSingleton<RegistryPseudonyms>();
        services.AddSingleton<Derivation>();
        services.AddSingleton<Registrations>();
        services.AddSingleton<RecordIntake>();
        services.AddSingleton<RegistryReading>();
        services.AddSingleton<BlindedReading>();
        services.AddSingleton<RecordDoor>();
        services.AddSingleton<FollowUpReporting>();
        services.AddSingleton<FlagWatch>();
        services.AddSingleton<ChurnReport>();
        services.AddSingleton<CohortReading>();
        services.AddHostedService<DeriveCohorts>();
        return composition;
    }
}
