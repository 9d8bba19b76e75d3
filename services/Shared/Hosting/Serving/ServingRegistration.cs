using AxSpA.Cloud.Hosting.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AxSpA.Cloud.Hosting.Serving;

/// <summary>gRPC as every host serves it: statuses, sizes and access, with health for whoever asks.</summary>
internal static class ServingRegistration
{
    public static void AddServing(this IServiceCollection services)
    {
        services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = MessageSize.Small;
            grpc.Interceptors.Add<FaultInterceptor>();
        });
        services.AddGrpcHealthChecks();
        services.AddGrpcReflection();
        services.AddAccess();
        services.AddSingleton<RequestedBlobs>();
        services.AddSingleton<OnDemandTurn>();
    }

    /// <summary>What is there beside the services: access in front of them, health, and in development reflection.</summary>
    public static void MapServing(this WebApplication application)
    {
        application.UseAccess();
        application.MapGrpcHealthChecksService().AllowAnonymous();
        if (application.Environment.IsDevelopment())
            application.MapGrpcReflectionService().AllowAnonymous();
    }
}
