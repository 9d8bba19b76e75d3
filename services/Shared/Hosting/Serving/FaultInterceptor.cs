using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;

namespace AxSpA.Cloud.Hosting.Serving;

/// <summary>Every call's exceptions become a status that the caller can act on; what nobody expected stays INTERNAL and goes to the log.</summary>
internal sealed partial class FaultInterceptor(ILogger<FaultInterceptor> log) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception fault) when (fault is not RpcException)
        {
            throw Answer(fault, context);
        }
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(requestStream, context);
        }
        catch (Exception fault) when (fault is not RpcException)
        {
            throw Answer(fault, context);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception fault) when (fault is not RpcException)
        {
            throw Answer(fault, context);
        }
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(requestStream, responseStream, context);
        }
        catch (Exception fault) when (fault is not RpcException)
        {
            throw Answer(fault, context);
        }
    }

    private RpcException Answer(Exception fault, ServerCallContext context)
    {
        if (Faults.StatusOf(fault, context) is { } status)
        {
            if (status.StatusCode is StatusCode.Unavailable or StatusCode.DataLoss)
                Failing(fault, context.Method, status.StatusCode);
            return new RpcException(status);
        }

        Failed(fault, context.Method);
        return new RpcException(new Status(StatusCode.Internal, "the service failed; its log says how"));
    }

    [LoggerMessage(1510, LogLevel.Warning, "{Method} answered {Outcome}")]
    private partial void Failing(Exception fault, string method, StatusCode outcome);

    [LoggerMessage(1511, LogLevel.Error, "{Method} failed")]
    private partial void Failed(Exception fault, string method);
}
