using System.Text.Json;

namespace AxSpA.Cloud.Tests.Kubernetes;

/// <summary>A document of a kind that an operator adds to the cluster (KEDA, Dapr).</summary>
internal sealed record CustomResource(string ApiVersion, string Kind, JsonElement Document)
{
    public string Name => Document.GetProperty("metadata").GetProperty("name").GetString()!;

    public JsonElement Spec => Document.GetProperty("spec");
}
