using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace AxSpA.Cloud.Hosting.Telemetry;

/// <summary>The probes that an orchestrator asks, on the health port.</summary>
internal static class ProbeRegistration
{
    public static void AddProbes(this IServiceCollection services) => services.AddHealthChecks();

    public static void MapProbes(this WebApplication application)
    {
        application.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        application.MapHealthChecks("/health/ready");
    }
}
