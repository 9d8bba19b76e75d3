using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Hosting.Edge;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AxSpA.Cloud.Ingestion.Edge;

/// <summary>Both doors of Ingestion at the edge; neither is there where the configuration has no sidecar.</summary>
internal static class EdgeDoors
{
    public static Composition AddEdge(this Composition composition) => composition
        .PublishesResults(services =>
        {
            services.AddSingleton<DeliverySignal>();
            services.AddSingleton<Deliveries>();
            services.AddSingleton<IInterceptor, OweResults>();
            services.AddHostedService<DeliverResults>();
        })
        .ReceivesRadiographs<ReceiveRadiograph>(door => door.ReceiveAsync);
}
