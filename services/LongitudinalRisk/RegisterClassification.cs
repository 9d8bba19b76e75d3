using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Hosting.Outbox;
using AxSpA.Cloud.LongitudinalRisk.Registry;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.LongitudinalRisk;

/// <summary>A classification enters the registry once, and what it means for a subject is derived with it; saying so goes through the outbox of the same database, again at each redelivery.</summary>
public sealed class RegisterClassification(Database<RegistryContext> database, Derivation derivation, TimeProvider time) : IConsumer<RadiographClassified>
{
    public Task Consume(ConsumeContext<RadiographClassified> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var classified = context.Message;
        return database.WriteAsync(
            Derivation.Lock,
            async registry =>
            {
                var known = await registry.Classifications.AnyAsync(
                    row => row.AnalysisId == classified.AnalysisId && row.Route == classified.Route,
                    context.CancellationToken);
                if (!known)
                {
                    registry.Classifications.Add(RowOf(classified));
                    await derivation.DeriveAsync(registry, classified.RadiographId, context.CancellationToken);
                }

                registry.Publish(new ClassificationRegistered
                {
                    AnalysisId = classified.AnalysisId,
                    RadiographId = classified.RadiographId,
                    Route = classified.Route,
                });
            },
            context.CancellationToken);
    }

    private RegisteredClassification RowOf(RadiographClassified classified) => new()
    {
        AnalysisId = classified.AnalysisId,
        Route = classified.Route,
        RadiographId = classified.RadiographId,
        ModelName = classified.Model.Name,
        ModelVersion = classified.Model.Version,
        ModelCardDigest = classified.Model.CardDigest,
        ModelWeightsDigest = classified.Model.WeightsDigest,
        Probability = classified.Probability,
        Cutoff = classified.Cutoff,
        Positive = classified.Positive,
        Confident = classified.Confident,
        RegisteredAt = time.GetUtcNow(),
    };
}
