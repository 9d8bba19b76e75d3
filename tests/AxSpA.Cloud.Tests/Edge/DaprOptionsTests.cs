using System.ComponentModel.DataAnnotations;
using AxSpA.Cloud.Hosting.Edge;
using Microsoft.Extensions.Configuration;
using Shouldly;

namespace AxSpA.Cloud.Tests.Edge;

public class DaprOptionsTests
{
    [Theory]
    [InlineData("GrpcEndpoint", "GrpcEndpoint=", "ResultTopic=results")]
    [InlineData("GrpcEndpoint", "GrpcEndpoint=", "RadiographTopic=radiographs")]
    [InlineData("GrpcEndpoint", "GrpcEndpoint=", "SecretStore=secrets")]
    [InlineData("GrpcEndpoint", "GrpcEndpoint=127.0.0.1:50001", "SecretStore=secrets")]
    [InlineData("GrpcEndpoint", "GrpcEndpoint=unix:///run/dapr.sock", "SecretStore=secrets")]
    [InlineData("GrpcEndpoint")]
    [InlineData("PubSub", "ResultTopic=results")]
    [InlineData("ResultTopic", "PubSub=pubsub", "RadiographTopic=radiographs")]
    [InlineData("ResultTopic", "PubSub=pubsub", "RadiographTopic=same", "ResultTopic=same")]
    [InlineData("InboxContainer", "SecretStore=secrets", "InboxContainer=")]
    [InlineData("InboxContainer", "SecretStore=secrets", "InboxContainer=Inbox")]
    [InlineData("InboxContainer", "SecretStore=secrets", "InboxContainer=radiographs")]
    [InlineData("Source", "SecretStore=secrets", "Source=not a URI")]
    [InlineData("Source", "SecretStore=secrets", "Source=")]
    [InlineData("StartTimeout", "SecretStore=secrets", "StartTimeout=00:00:00")]
    [InlineData("PublishTimeout", "SecretStore=secrets", "PublishTimeout=00:01:00")]
    public void Setting_that_cannot_work_is_refused_by_its_key(string refused, params string[] settings)
        => Refusals(settings).ShouldHaveSingleItem().ShouldStartWith($"Hosting:Dapr:{refused}: expected");

    [Theory]
    [InlineData("GrpcEndpoint=", "PubSub=pubsub", "AppToken=token")]
    [InlineData("SecretStore=secrets")]
    [InlineData("PubSub=pubsub", "ResultTopic=results")]
    [InlineData("PubSub=pubsub", "ResultTopic=results", "RadiographTopic=radiographs", "Source=https://hospital.example/axspa")]
    [InlineData("GrpcEndpoint=https://sidecar:443", "SecretStore=secrets")]
    public void Setting_that_can_work_is_taken(params string[] settings) => Refusals(settings).ShouldBeEmpty();

    private static IEnumerable<string?> Refusals(string[] settings)
    {
        var options = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["GrpcEndpoint"] = "http://127.0.0.1:50001" })
            .AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2)).ToDictionary(pair => pair[0], pair => (string?)pair[1]))
            .Build()
            .Get<DaprOptions>()!;
        var refusals = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), refusals, validateAllProperties: true);
        return refusals.Select(refusal => refusal.ErrorMessage);
    }
}
