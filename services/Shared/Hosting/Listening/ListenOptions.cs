using System.ComponentModel.DataAnnotations;
using System.Net;

namespace AxSpA.Cloud.Hosting.Listening;

/// <summary>Where a host listens: gRPC on one port, health and metrics on another. Section <c>Hosting:Listen</c>.</summary>
public sealed record ListenOptions : IValidatableObject
{
    public const string Section = HostingOptions.Section + ":Listen";

    /// <summary>127.0.0.1 unless others are meant to reach it; 0.0.0.0 in a pod.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>HTTP/2; 0 takes a free one.</summary>
    [Range(IPEndPoint.MinPort, IPEndPoint.MaxPort, ErrorMessage = "Hosting:Listen:GrpcPort: expected 0 to 65535")]
    public int GrpcPort { get; init; } = 5080;

    /// <summary>HTTP/1.1, always without TLS; 0 takes a free one.</summary>
    [Range(IPEndPoint.MinPort, IPEndPoint.MaxPort, ErrorMessage = "Hosting:Listen:HealthPort: expected 0 to 65535")]
    public int HealthPort { get; init; } = 5081;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IPAddress.TryParse(Address, out _))
            yield return new ValidationResult($"{Section}:{nameof(Address)}: expected an IP address, found {Address}");
        if (GrpcPort != 0 && GrpcPort == HealthPort)
            yield return new ValidationResult($"{Section}:{nameof(HealthPort)}: expected another port than {nameof(GrpcPort)}, found {HealthPort} for both");
    }
}
