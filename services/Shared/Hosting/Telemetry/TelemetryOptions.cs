using System.ComponentModel.DataAnnotations;

namespace AxSpA.Cloud.Hosting.Telemetry;

/// <summary>Traces, metrics and logs. Section <c>Hosting:Telemetry</c>. Metrics are served at <c>/metrics</c> of the health port whatever stands here.</summary>
public sealed record TelemetryOptions : IValidatableObject
{
    public const string Section = HostingOptions.Section + ":Telemetry";

    /// <summary>A collector that takes OTLP, <c>http://collector:4317</c>; empty sends nothing.</summary>
    public string OtlpEndpoint { get; init; } = "";

    public OtlpProtocol OtlpProtocol { get; init; }

    /// <summary>Logs as one JSON object a line; where nothing is said, when standard output is no terminal.</summary>
    public bool? JsonLogs { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (OtlpEndpoint.Length > 0 && !(Uri.TryCreate(OtlpEndpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            yield return new ValidationResult($"{Section}:{nameof(OtlpEndpoint)}: expected http://host:port or https://host:port, found other text");
    }
}
