using AxSpA.Cloud.Grpc.V1;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace AxSpA.Cloud.Tests.Cli.Risk;

/// <summary>A registry whose second stream of follow-ups breaks off after some answers, and that takes up no other until it is mended.</summary>
internal sealed class BreakingOff(int answers) : Interceptor
{
    private static readonly RpcException Broken = new(new Status(StatusCode.Internal, "broken"));

    private int _streams;

    public bool Mended { get; set; }

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation)
        => (Mended ? 1 : ++_streams) switch
        {
            1 => continuation(requestStream, responseStream, context),
            2 => continuation(requestStream, new Answers<TResponse>(responseStream, answers), context),
            _ => throw Broken,
        };

    private sealed class Answers<T>(IServerStreamWriter<T> written, int left) : IServerStreamWriter<T>
    {
        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

        public Task WriteAsync(T message, CancellationToken cancellationToken)
            => message is ReportFollowUpsResponse { Answer: not null } && left-- == 0 ? throw Broken : written.WriteAsync(message, cancellationToken);
    }
}
