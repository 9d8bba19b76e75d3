using Dapr.Client.Autogen.Grpc.v1;
using Grpc.Core;
using Grpc.Net.Client;

namespace AxSpA.Cloud.Hosting.Edge;

/// <summary>The sidecar as this process calls it: the runtime's own gRPC service, a deadline on every call.</summary>
internal sealed class Sidecar(DaprOptions options) : IDisposable
{
    /// <summary>The header with which sidecar and application show each other their tokens.</summary>
    public const string TokenHeader = "dapr-api-token";

    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(options.GrpcEndpoint);

    /// <param name="limit">Time until the call counts as failed.</param>
    public async Task PublishAsync(PublishEventRequest request, string? traceParent, TimeSpan limit, CancellationToken cancellation)
        => await Client.PublishEventAsync(request, Call(traceParent, limit, cancellation));

    /// <summary>Every secret of a store: its name, and the values by key below it.</summary>
    public async Task<GetBulkSecretResponse> SecretsAsync(string store, TimeSpan limit)
        => await Client.GetBulkSecretAsync(new GetBulkSecretRequest { StoreName = store }, Call(traceParent: null, limit, CancellationToken.None));

    public void Dispose() => _channel.Dispose();

    private Dapr.Client.Autogen.Grpc.v1.Dapr.DaprClient Client => new(_channel);

    private CallOptions Call(string? traceParent, TimeSpan limit, CancellationToken cancellation)
    {
        var headers = new Metadata();
        if (options.ApiToken.Length > 0)
            headers.Add(TokenHeader, options.ApiToken);
        if (traceParent is not null)
            headers.Add("traceparent", traceParent);
        return new CallOptions(headers, DateTime.UtcNow + limit, cancellation);
    }
}
