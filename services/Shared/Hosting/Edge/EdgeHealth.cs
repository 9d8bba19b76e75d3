using Dapr.AppCallback.Autogen.Grpc.v1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AxSpA.Cloud.Hosting.Edge;

/// <summary>What the sidecar asks before it delivers: while this host is unhealthy, events wait with the broker.</summary>
internal sealed class EdgeHealth(HealthCheckService health, SidecarAccess access) : AppCallbackHealthCheck.AppCallbackHealthCheckBase
{
    public override async Task<HealthCheckResponse> HealthCheck(Empty request, ServerCallContext context)
    {
        access.Require(context);
        var report = await health.CheckHealthAsync(context.CancellationToken);
        return report.Status == HealthStatus.Unhealthy
            ? throw new RpcException(new Status(StatusCode.Unavailable, "expected a healthy host, found an unhealthy one"))
            : new HealthCheckResponse();
    }
}
