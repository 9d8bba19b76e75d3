using AxSpA.Cloud.Hosting.Telemetry;
using Shouldly;

namespace AxSpA.Cloud.Tests.Telemetry;

public class TelemetryOptionsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("http://collector:4317")]
    [InlineData("https://collector.example:4318/otlp")]
    public void Collector_is_an_address_or_nothing(string endpoint) => new TelemetryOptions { OtlpEndpoint = endpoint }.Validate(null!).ShouldBeEmpty();

    [Theory]
    [InlineData("collector:4317")]
    [InlineData("collector")]
    [InlineData("amqp://collector:4317")]
    public void Collector_that_is_no_address_is_refused_by_its_key_and_not_repeated(string endpoint)
    {
        var refusal = new TelemetryOptions { OtlpEndpoint = endpoint }.Validate(null!).ShouldHaveSingleItem().ErrorMessage!;

        refusal.ShouldStartWith("Hosting:Telemetry:OtlpEndpoint: expected http://host:port");
        refusal.ShouldNotContain(endpoint);
    }
}
