using System.Threading.Channels;
using AxSpA.Cloud.Tests.Reference;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace AxSpA.Cloud.Tests.Ingestion;

/// <summary>Tells on the server's side that a streaming call has ended, however it did.</summary>
internal sealed class EndedCalls : Interceptor
{
    private readonly Channel<string> _ended = Channel.CreateUnbounded<string>();

    /// <summary>The next call's method.</summary>
    public async Task<string> NextAsync() => await _ended.Reader.ReadAsync(Patience.Token);

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await base.ServerStreamingServerHandler(request, responseStream, context, continuation);
        }
        finally
        {
            _ended.Writer.TryWrite(context.Method);
        }
    }
}
