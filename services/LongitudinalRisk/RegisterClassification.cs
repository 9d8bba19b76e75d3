using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.LongitudinalRisk.Registry;
using MassTransit;

namespace AxSpA.Cloud.LongitudinalRisk;

/// <summary>A classification enters the registry; saying so goes through the outbox of the same database.</summary>
public sealed class RegisterClassification(Registrations registrations) : IConsumer<RadiographClassified>
{
    public Task Consume(ConsumeContext<RadiographClassified> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return registrations.RegisterAsync(context.Message, context.CancellationToken);
    }
}
