using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Hosting.Commits;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AxSpA.Cloud.Hosting.Telemetry;

/// <summary>Whether the blob store answers; asked for a name that is never written.</summary>
internal sealed class BlobCheck(IBlobStore blobs) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await blobs.LengthAsync(StageWork.Container, "health", cancellationToken);
            return HealthCheckResult.Healthy("answers");
        }
        catch (Exception away) when (away is not OperationCanceledException)
        {
            // The store's own words can hold addresses with a signature: its kind of failure is enough to know where to look.
            return HealthCheckResult.Unhealthy($"expected the blob store of Hosting:Blobs to answer, found {away.GetType().Name}");
        }
    }
}
