using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AxSpA.Cloud.Hosting.Telemetry;

/// <summary>
/// What an orchestrator and Prometheus ask, on the health port alone. <c>/health/live</c>: the process answers. <c>/health/startup</c>: it has started and
/// its models have run once. <c>/health/ready</c>: besides, bus, blobs and database answer; a host whose door goes on without the broker is ready
/// without it too, and degraded. Each says which part is not well.
/// </summary>
internal static class ProbeRegistration
{
    public const string Metrics = "/metrics";

    /// <summary>Tag of what <c>/health/ready</c> asks; bus, blobs and databases bring checks of their own with it.</summary>
    private const string Ready = "ready";

    private const string Startup = "startup";

    public static void AddProbes(this IServiceCollection services)
    {
        services.AddSingleton<ReadinessLog>();
        services.AddHealthChecks()
            .AddCheck<StartedCheck>("host", tags: [Ready, Startup])
            .AddCheck<WarmCheck>("models", tags: [Ready, Startup]);
    }

    /// <remarks>
    /// The gRPC port speaks HTTP/2 and nothing else, the health port HTTP/1.1 and nothing else, so the protocol tells them apart, whatever their
    /// numbers and whatever host name the caller used.
    /// </remarks>
    public static void MapProbes(this WebApplication application) => application.UseWhen(
        request => !HttpProtocol.IsHttp2(request.Request.Protocol),
        probes =>
        {
            probes.UseHealthChecks("/health/live", Asking(_ => false));
            probes.UseHealthChecks("/health/startup", Asking(check => check.Tags.Contains(Startup)));
            probes.UseHealthChecks("/health/ready", Asking(check => check.Tags.Contains(Ready), application.Services.GetRequiredService<ReadinessLog>()));
            probes.UseOpenTelemetryPrometheusScrapingEndpoint(Metrics);
        });

    private static HealthCheckOptions Asking(Func<HealthCheckRegistration, bool> checks, ReadinessLog? log = null) => new()
    {
        Predicate = checks,
        ResponseWriter = (request, report) =>
        {
            log?.Answered(report);
            return WriteAsync(request, report);
        },
    };

    private static Task WriteAsync(HttpContext request, HealthReport report) => request.Response.WriteAsJsonAsync(
        new
        {
            status = report.Status.ToString(),
            checks = report.Entries.ToDictionary(entry => entry.Key, entry => new { status = entry.Value.Status.ToString(), description = entry.Value.Description }),
        },
        JsonSerializerOptions.Web);
}
