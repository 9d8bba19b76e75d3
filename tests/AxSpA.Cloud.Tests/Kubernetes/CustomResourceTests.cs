using System.Text.Json;
using AxSpA.Cloud.Tests.Contracts;
using Json.Schema;
using Shouldly;

namespace AxSpA.Cloud.Tests.Kubernetes;

/// <summary>KEDA's and Dapr's documents against schemas of the fields that are used; the operators' own would let a misspelt one pass.</summary>
[Trait("Requirement", "KUB-01")]
public class CustomResourceTests
{
    private static readonly Dictionary<string, JsonSchema> Schemas = Directory
        .GetFiles(Repository.File("tests", "AxSpA.Cloud.Tests", "Kubernetes", "Schemas"), "*.json")
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file)!, file => JsonSchema.FromText(File.ReadAllText(file)));

    public static TheoryData<string> Variants => [.. Variant.All.Select(variant => variant.Name)];

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task Custom_resources_have_the_fields_that_their_operators_read(string variant)
    {
        foreach (var resource in (await Variant.Of(variant).RenderAsync()).Custom)
            Complaints(resource.Kind, resource.Document).ShouldBeEmpty($"{resource.Kind} {resource.Name}");
    }

    [Fact]
    public async Task Every_schema_is_used()
    {
        var kinds = new HashSet<string>();
        foreach (var variant in Variant.All)
            kinds.UnionWith((await variant.RenderAsync()).Custom.Select(resource => resource.Kind));

        kinds.ShouldBe(Schemas.Keys, ignoreOrder: true);
    }

    [Theory]
    [InlineData("autoscaling", "ScaledObject", "maxReplicaCount:", "maxReplicasCount:")]
    [InlineData("autoscaling", "ScaledObject", "mode: QueueLength", "mode: MessageRate")]
    [InlineData("autoscaling", "ScaledObject", "protocol: http", "protocol: amqp")]
    [InlineData("autoscaling", "ScaledObject", "excludeUnacknowledged: \"false\"", "excludeUnacknowledged: false")]
    [InlineData("autoscaling", "ScaledObject", "value: \"4\"", "value: 4")]
    [InlineData("autoscaling", "ScaledObject", "activationValue:", "activationThreshold:")]
    [InlineData("autoscaling", "ScaledObject", "behavior: currentReplicasIfHigher", "behavior: CurrentReplicasIfHigher")]
    [InlineData("autoscaling", "TriggerAuthentication", "parameter: host", "parameter: hosts")]
    [InlineData("autoscaling+trust", "TriggerAuthentication", "parameter: ca", "parameter: caCert")]
    [InlineData("cpu+dapr", "Component", "secretKeyRef:", "secretRef:")]
    [InlineData("cpu+dapr", "Component", "scopes:", "scope:")]
    [InlineData("cpu+dapr", "Resiliency", "policy: exponential", "policy: Exponential")]
    [InlineData("cpu+dapr", "Resiliency", "maxInterval: 30s", "maxInterval: 30")]
    [InlineData("cpu+dapr", "Resiliency", "maxRetries: -1", "maxRetry: -1")]
    [InlineData("cpu+dapr", "Resiliency", "inbound:", "outbound:")]
    [InlineData("cpu+dapr+dapr-secrets", "Configuration", "defaultAccess: deny", "defaultAccess: allow")]
    public async Task Misspelt_field_is_refused(string variant, string kind, string right, string wrong)
    {
        var text = (await Variant.Of(variant).TextAsync()).Split("\n---\n").First(document => document.Contains($"\nkind: {kind}\n", StringComparison.Ordinal) && document.Contains(right, StringComparison.Ordinal));

        Complaints(kind, YamlJson.Parse(text.Replace(right, wrong, StringComparison.Ordinal))).ShouldNotBeEmpty();
    }

    private static IEnumerable<string> Complaints(string kind, JsonElement document)
    {
        if (!Schemas.TryGetValue(kind, out var schema))
            return [$"no schema of {kind}"];
        var result = schema.Evaluate(document, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return result.IsValid
            ? []
            : (result.Details ?? []).Where(detail => detail.Errors is not null).SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}")).DefaultIfEmpty("invalid");
    }
}
