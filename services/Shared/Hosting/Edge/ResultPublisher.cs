using Dapr.Client.Autogen.Grpc.v1;
using Google.Protobuf;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Hosting.Edge;

/// <summary>Gives CloudEvents to the sidecar, for the topic of results.</summary>
public sealed class ResultPublisher : IDisposable
{
    /// <summary>With this type the sidecar takes the event as it is instead of wrapping it in one of its own.</summary>
    private const string MediaType = "application/cloudevents+json";

    private readonly DaprOptions _options;
    private readonly Sidecar _sidecar;

    public ResultPublisher(IOptions<DaprOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value;
        _sidecar = new Sidecar(_options);
    }

    /// <summary>The <c>source</c> that events of this installation have.</summary>
    public string Source => _options.Source;

    /// <summary>Completes once the sidecar has the event, which it has only when the pub/sub component has.</summary>
    /// <param name="cloudEvent">From <see cref="CloudEvent.ToJson"/>.</param>
    /// <param name="traceParent">The sidecar's own span hangs below it.</param>
    /// <exception cref="Grpc.Core.RpcException">The event was not taken; it may be given again.</exception>
    public Task PublishAsync(string cloudEvent, string? traceParent, CancellationToken cancellation)
    {
        var request = new PublishEventRequest
        {
            PubsubName = _options.PubSub,
            Topic = _options.ResultTopic,
            DataContentType = MediaType,
            Data = ByteString.CopyFromUtf8(cloudEvent),
        };
        return _sidecar.PublishAsync(request, traceParent, _options.PublishTimeout, cancellation);
    }

    public void Dispose() => _sidecar.Dispose();
}
