using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Hosting.Messaging;
using AxSpA.Cloud.Tests.Access;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace AxSpA.Cloud.Servers.Tests.Messaging;

/// <summary>Which broker gets the password over TLS. Two clients connect, each with checks of its own: the one that declares the queues, and the bus.</summary>
[Trait("Requirement", "BUS-04")]
public sealed class BrokerTrustTests(TlsBroker broker) : IClassFixture<TlsBroker>
{
    private const string Uri = "Hosting:Broker:Uri", CaPath = "Hosting:Broker:CaPath";

    [Fact]
    public async Task Broker_whose_authority_is_given_is_trusted_and_events_go_through_it()
    {
        broker.Settings[Uri].ShouldNotBeNull().ShouldStartWith("amqps://127.0.0.1:");
        var heard = new Heard();
        await using var host = await BusHost.StartAsync(broker.Settings, Services.Ingestion, heard, (CaPath, broker.AuthorityPath));
        var sent = BusHost.Registered();

        await host.PublishAsync(sent);

        (await heard.NextAsync()).Message.ShouldBe(sent);
        host.Refusal.Reason.ShouldBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Broker_of_another_authority_is_refused(bool declares)
    {
        // Of the same name, so that only its key tells it from the right one.
        using var others = new Certificates();

        (await RefusalAsync(declares, (CaPath, others.AuthorityPath)))
            .ShouldStartWith($"{CaPath}: expected a broker with a certificate that is valid now and from an authority in {others.AuthorityPath}, found ");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Broker_of_an_authority_that_only_its_operator_knows_is_refused_where_none_is_given(bool declares)
        => (await RefusalAsync(declares)).ShouldStartWith($"{CaPath}: expected a broker with a certificate that is valid now and from an authority that this machine trusts");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Broker_of_another_name_is_refused(bool declares)
        => (await RefusalAsync(declares, (CaPath, broker.AuthorityPath), (Uri, broker.Settings[Uri]!.Replace("127.0.0.1", "localhost", StringComparison.Ordinal))))
            .ShouldBe($"{Uri}: expected a broker with a certificate for localhost, found one for another name");

    [Fact]
    public async Task File_of_authorities_that_is_missing_or_holds_none_stops_the_start()
    {
        using var certificates = new Certificates();
        var text = certificates.Write("text.pem", "no certificate");

        (await StartRefusalAsync(text + ".not")).ShouldBe($"{CaPath}: expected a PEM file, found no file {text}.not");
        (await StartRefusalAsync(text)).ShouldBe($"{CaPath}: expected at least one PEM certificate in {text}, found none");

        async Task<string> StartRefusalAsync(string path)
            => (await Should.ThrowAsync<RefusedStartException>(() => BusHost.StartAsync(broker.Settings, Services.Ingestion, new Heard(), (CaPath, path)))).Message;
    }

    /// <summary>Why a host ended.</summary>
    /// <param name="declares">Whether it begins with declaring the queues, and comes no further; else the bus connects at once.</param>
    private async Task<string> RefusalAsync(bool declares, params (string Key, string Value)[] overrides)
    {
        await using var host = await BusHost.StartAsync(
            broker.Settings,
            Services.Ingestion,
            services =>
            {
                if (!declares)
                    services.Remove(services.Single(service => service.ServiceType == typeof(IBusObserver) && service.ImplementationType == typeof(QueueDeclaration)));
            },
            new Heard(),
            overrides);
        await host.StoppingAsync();
        return host.Refusal.Reason.ShouldNotBeNull().Message;
    }
}
