using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.LongitudinalRisk.Registry;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.LongitudinalRisk;

/// <summary>The registry learns whose radiograph it is, and when and where it was taken.</summary>
public sealed class RegisterRadiograph(Database<RegistryContext> database, Derivation derivation) : IConsumer<RadiographReceived>
{
    public Task Consume(ConsumeContext<RadiographReceived> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var received = context.Message;
        return database.WriteAsync(
            Derivation.Lock,
            async registry =>
            {
                if (await registry.Radiographs.AnyAsync(row => row.RadiographId == received.RadiographId, context.CancellationToken))
                    return;
                registry.Radiographs.Add(new RegisteredRadiograph
                {
                    RadiographId = received.RadiographId,
                    Subject = received.Subject,
                    Site = received.Site,
                    AcquisitionDate = received.AcquisitionDate,
                    ImageName = received.Image.Name,
                    ImageSha256 = received.Image.Sha256,
                    ImageBytes = received.Image.Bytes,
                });
                await derivation.DeriveAsync(registry, received.RadiographId, context.CancellationToken);
            },
            context.CancellationToken);
    }
}
