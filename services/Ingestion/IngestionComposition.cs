using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Hosting.Identity;
using AxSpA.Cloud.Hosting.Serving;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Ingestion.Edge;
using AxSpA.Cloud.Ingestion.Grpc;
using AxSpA.Cloud.Ingestion.Ledger;
using MassTransit;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Ingestion;

/// <summary>Ingestion's part of a host: both doors and the ledger.</summary>
public static class IngestionComposition
{
    /// <summary>Facts of one kind in hand at once, to be recorded together.</summary>
    private const int FactConcurrency = 32;

    public static Composition AddIngestion(this Composition composition)
    {
        ArgumentNullException.ThrowIfNull(composition);
        composition
            .Options<LedgerOptions>(LedgerOptions.Section)
            .Options<IntakeOptions>(IntakeOptions.Section)
            .Owns<LedgerContext>(Services.Ingestion)
            .Records<RadiographRejected>()
            .Records<RadiographSegmented>()
            .Records<SacroiliacJointsCropped>()
            .Records<RadiographClassified>()
            .Records<ClassificationExplained>()
            .Records<ClassificationRegistered>()
            .ConsumesFaults<TakeFault>(Services.Ingestion)
            .Serves<IntakeService>(MessageSize.Chunk)
            .OpensWithoutBroker()
            .AddEdge()
            .Gauges(
                "axspa.analyses",
                "{analysis}",
                "Analyses that have not ended, by state",
                provider => LedgerInstruments.Living(provider.GetRequiredService<Database<LedgerContext>>()));

        var services = composition.Services;
        composition.Models<ModelStore, ModelRefusedException>(ModelStore.Open);
        services.AddSingleton(provider => IdentityKey.FromBase64(provider.GetRequiredService<IOptions<IntakeOptions>>().Value.IdentityKey));
        services.AddSingleton<ActivePlan>();
        services.AddSingleton<LedgerSignals>();
        services.AddSingleton<DispatchScope>();
        services.AddSingleton<Dispatching>();
        services.AddSingleton<AnalysisLedger>();
        services.AddSingleton<FactGathering>();
        services.AddSingleton<AnalysisResults>();
        services.AddSingleton<LedgerRehearsal>();
        services.AddSingleton<RadiographIntake>();
        services.AddSingleton<IPublishObserver, EndedAnalyses>();
        services.AddHostedService<PlanActivation>();
        services.AddHostedService<Dispatcher>();
        return composition;
    }

    private static Composition Records<TEvent>(this Composition composition)
        where TEvent : class
        => composition.Consumes<RecordFact<TEvent>, TEvent>(Services.Ingestion, "Record" + typeof(TEvent).Name, FactConcurrency);
}
