using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.LongitudinalRisk.Registry;
using MassTransit;

namespace AxSpA.Cloud.LongitudinalRisk;

/// <summary>The registry learns whose radiograph it is, and when and where it was taken.</summary>
public sealed class RegisterRadiograph(Registrations registrations) : IConsumer<RadiographReceived>
{
    public Task Consume(ConsumeContext<RadiographReceived> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return registrations.RegisterAsync(context.Message, context.CancellationToken);
    }
}
