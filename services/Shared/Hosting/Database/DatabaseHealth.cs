using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AxSpA.Cloud.Hosting.Database;

/// <summary>Whether a service's database answers and has the shape its code expects.</summary>
internal sealed class DatabaseHealth<TContext>(Database<TContext> database, IDbContextFactory<TContext> contexts) : IHealthCheck
    where TContext : DbContext
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!database.Ready)
            return HealthCheckResult.Unhealthy("the database has not answered since the start");
        await using var connection = await contexts.CreateDbContextAsync(cancellationToken);
        return await connection.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("the database does not answer");
    }
}
