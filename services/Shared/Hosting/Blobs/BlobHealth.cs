using AxSpA.Cloud.Hosting.Commits;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AxSpA.Cloud.Hosting.Blobs;

/// <summary>Whether the blob store answers.</summary>
internal sealed class BlobHealth(AzureBlobStore blobs) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            // Any name will do, there or not: an answer is an answer.
            await blobs.LengthAsync(StageWork.Container, "health", cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (BlobsAwayException away)
        {
            return HealthCheckResult.Unhealthy(away.Message);
        }
    }
}
