using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AxSpA.Cloud.Hosting.Telemetry;

/// <summary>Whether every model this process runs is loaded and has run once.</summary>
internal sealed class WarmCheck(ModelWarmUp warmUp) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => Task.FromResult(warmUp.Completed switch
        {
            { IsCompletedSuccessfully: true } => HealthCheckResult.Healthy(warmUp.Models.Count == 0 ? "none to load" : string.Join(", ", warmUp.Models.Select(model => $"{model.Role} {model.Name} {model.Version}"))),
            { Exception: { } failure } => HealthCheckResult.Unhealthy(failure.GetBaseException().Message),
            _ => HealthCheckResult.Unhealthy("loading"),
        });
}
