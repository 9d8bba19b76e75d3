namespace AxSpA.Cloud.Hosting.Telemetry;

/// <summary>How OTLP travels.</summary>
public enum OtlpProtocol
{
    /// <summary>Usually at port 4317.</summary>
    Grpc = 0,

    /// <summary>Protobuf over HTTP/1.1, usually at port 4318; <c>/v1/traces</c> and <c>/v1/metrics</c> are put behind the endpoint.</summary>
    HttpProtobuf = 1,
}
