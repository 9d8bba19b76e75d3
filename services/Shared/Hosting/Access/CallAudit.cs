using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace AxSpA.Cloud.Hosting.Access;

/// <summary>Writes down who called what and how it ended, refused calls too. Health, which anybody may ask, is not written down.</summary>
internal sealed partial class CallAudit(RequestDelegate next, ILogger<CallAudit> log, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var endpoint = call.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<GrpcMethodMetadata>() is not { } method || endpoint.Metadata.GetMetadata<RequiresRoleAttribute>() is null)
        {
            await next(call);
            return;
        }

        var started = time.GetTimestamp();
        try
        {
            await next(call);
        }
        finally
        {
            Called(call.User.Identity?.Name ?? "unknown", method.Method.FullName, OutcomeOf(call), time.GetElapsedTime(started).TotalMilliseconds);
        }
    }

    /// <summary>The status that went out; a caller who hung up got none.</summary>
    private static StatusCode OutcomeOf(HttpContext call)
    {
        var trailers = call.Features.Get<IHttpResponseTrailersFeature>()?.Trailers;
        var sent = trailers is not null && trailers.TryGetValue("grpc-status", out var trailer) ? trailer : call.Response.Headers["grpc-status"];
        return int.TryParse(sent, out var code) ? (StatusCode)code : call.RequestAborted.IsCancellationRequested ? StatusCode.Cancelled : StatusCode.Unknown;
    }

    [LoggerMessage(1500, LogLevel.Information, "{Caller} called {Method}: {Outcome} after {Milliseconds:F0} ms")]
    private partial void Called(string caller, string method, StatusCode outcome, double milliseconds);
}
