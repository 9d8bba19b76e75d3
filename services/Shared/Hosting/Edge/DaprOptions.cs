using System.ComponentModel.DataAnnotations;
using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Hosting.Commits;

namespace AxSpA.Cloud.Hosting.Edge;

/// <summary>The edge: a Dapr sidecar that carries CloudEvents in and out and opens the secret store. Section <c>Hosting:Dapr</c>; without an endpoint there is none.</summary>
public sealed record DaprOptions : IValidatableObject
{
    public const string Section = HostingOptions.Section + ":Dapr";

    /// <summary>The sidecar's gRPC address, <c>http://127.0.0.1:50001</c>; empty where there is no sidecar.</summary>
    public string GrpcEndpoint { get; init; } = "";

    /// <summary>The token that the sidecar asks of the application (its <c>DAPR_API_TOKEN</c>); a secret.</summary>
    public string ApiToken { get; init; } = "";

    /// <summary>The token that the sidecar shows to the application (its <c>APP_API_TOKEN</c>); a secret. Without one only loopback may call.</summary>
    public string AppToken { get; init; } = "";

    /// <summary>Name of the pub/sub component.</summary>
    public string PubSub { get; init; } = "";

    /// <summary>The topic that results go to; empty where none are published.</summary>
    public string ResultTopic { get; init; } = "";

    /// <summary>The topic that radiographs are offered on; empty where none are taken.</summary>
    public string RadiographTopic { get; init; } = "";

    /// <summary>The one container that an offered radiograph may lie in.</summary>
    public string InboxContainer { get; init; } = "inbox";

    /// <summary>The <c>source</c> of published events, a URI reference.</summary>
    public string Source { get; init; } = "/axspa/ingestion";

    /// <summary>Name of the secret store whose secrets become configuration; empty where there is none.</summary>
    public string SecretStore { get; init; } = "";

    /// <summary>How long a start waits for the sidecar to give the secrets.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00", ErrorMessage = "Hosting:Dapr:StartTimeout: expected 100 ms to 1 hour")]
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the sidecar may take for one event before it counts as not taken.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:30", ErrorMessage = "Hosting:Dapr:PublishTimeout: expected 100 ms to 30 seconds")]
    public TimeSpan PublishTimeout { get; init; } = TimeSpan.FromSeconds(10);

    internal bool Publishes => GrpcEndpoint.Length > 0 && ResultTopic.Length > 0;

    internal bool Receives => GrpcEndpoint.Length > 0 && RadiographTopic.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (GrpcEndpoint.Length == 0)
        {
            (string Key, string Value)[] needing = [(nameof(ResultTopic), ResultTopic), (nameof(RadiographTopic), RadiographTopic), (nameof(SecretStore), SecretStore)];
            foreach (var (key, _) in needing.Where(need => need.Value.Length > 0))
                yield return Refusal(nameof(GrpcEndpoint), $"http://host:port, since {key} is given", "nothing");
            yield break;
        }

        if (!Uri.TryCreate(GrpcEndpoint, UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
            yield return Refusal(nameof(GrpcEndpoint), "http://host:port or https://host:port", "other text");
        if (ResultTopic.Length + RadiographTopic.Length + SecretStore.Length == 0)
            yield return Refusal(nameof(GrpcEndpoint), $"a sidecar with a use ({nameof(ResultTopic)}, {nameof(RadiographTopic)} or {nameof(SecretStore)})", "none of them");
        if (PubSub.Length == 0 && ResultTopic.Length + RadiographTopic.Length > 0)
            yield return Refusal(nameof(PubSub), "the name of the pub/sub component, since a topic is given", "nothing");
        if (RadiographTopic.Length > 0 && (ResultTopic.Length == 0 || ResultTopic == RadiographTopic))
            yield return Refusal(nameof(ResultTopic), $"another topic than {nameof(RadiographTopic)}, where senders learn of refusals", ResultTopic.Length == 0 ? "nothing" : "the same");
        if (!AzureBlobStore.IsContainer(InboxContainer))
            yield return Refusal(nameof(InboxContainer), "a container's name of lower-case letters, digits and hyphens", InboxContainer.Length == 0 ? "nothing" : "other text");
        if (InboxContainer == StageWork.Container)
            yield return Refusal(nameof(InboxContainer), "a container for offers alone", "the system's own");
        if (Source.Length == 0 || !Uri.IsWellFormedUriString(Source, UriKind.RelativeOrAbsolute))
            yield return Refusal(nameof(Source), "a URI reference", "other text");
    }

    /// <summary>Hides the tokens.</summary>
    public override string ToString() => $"{Section} at {GrpcEndpoint}";

    private static ValidationResult Refusal(string key, string expected, string found) => new($"{Section}:{key}: expected {expected}, found {found}");
}
