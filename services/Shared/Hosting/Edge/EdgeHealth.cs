using Dapr.AppCallback.Autogen.Grpc.v1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace AxSpA.Cloud.Hosting.Edge;

/// <summary>What the sidecar asks before it delivers. To answer is enough: what cannot be taken in just then is answered so, event by event.</summary>
[AllowAnonymous]
internal sealed class EdgeHealth(SidecarAccess access) : AppCallbackHealthCheck.AppCallbackHealthCheckBase
{
    public override Task<HealthCheckResponse> HealthCheck(Empty request, ServerCallContext context)
    {
        access.Require(context);
        return Task.FromResult(new HealthCheckResponse());
    }
}
