using Dapr.Client.Autogen.Grpc.v1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace AxSpA.Cloud.Tests.Edge;

/// <summary>The part of the runtime's gRPC service that the edge calls.</summary>
/// <remarks>Its methods are virtual because those of a generated base class are, and the web server looks for such.</remarks>
[BindServiceMethod(typeof(StandInRuntime), nameof(Bind))]
internal class StandInRuntime(StandInState state)
{
    public static void Bind(ServiceBinderBase binder, StandInRuntime? service)
    {
        binder.AddMethod(RuntimeCalls.PublishEvent, service is null ? null : service.PublishEvent);
        binder.AddMethod(RuntimeCalls.GetBulkSecret, service is null ? null : service.GetBulkSecret);
    }

    public virtual Task<Empty> PublishEvent(PublishEventRequest request, ServerCallContext context)
    {
        RequireToken(context);
        state.Take(new PublishedEvent(
            request.PubsubName, request.Topic, request.DataContentType, request.Data.ToStringUtf8(), context.RequestHeaders.GetValue("traceparent")));
        return Task.FromResult(new Empty());
    }

    public virtual Task<GetBulkSecretResponse> GetBulkSecret(GetBulkSecretRequest request, ServerCallContext context)
    {
        RequireToken(context);
        if (!state.Stores.TryGetValue(request.StoreName, out var secrets))
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"failed finding secret store with key {request.StoreName}"));
        var response = new GetBulkSecretResponse();
        foreach (var (name, value) in secrets)
            response.Data[name] = new SecretResponse { Secrets = { [name] = value } };
        return Task.FromResult(response);
    }

    private void RequireToken(ServerCallContext context)
    {
        if (state.Token is { } token && context.RequestHeaders.GetValue("dapr-api-token") != token)
            throw new RpcException(new Status(StatusCode.Unauthenticated, "authentication error: api token mismatch"));
    }
}
