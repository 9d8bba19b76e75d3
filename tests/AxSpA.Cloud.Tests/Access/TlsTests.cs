using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Hosting.Listening;
using AxSpA.Cloud.Tests.Serving;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Shouldly;

namespace AxSpA.Cloud.Tests.Access;

[Trait("Requirement", "ACC-02")]
public class TlsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_over_TLS_is_answered_with_the_services_certificate_and_plain_text_is_not()
    {
        using var certificates = new Certificates();
        var serial = certificates.WriteServer();
        await using var system = await ServedSystem.StartAsync(overrides: certificates.Settings);

        system.Address.Scheme.ShouldBe("https");
        (await SerialSeenAsync(system, certificates)).ShouldBe(serial);
        using var plain = GrpcChannel.ForAddress(new UriBuilder(system.Address) { Scheme = "http" }.Uri);
        (await Refused.FailureOf(new Health.HealthClient(plain).CheckAsync(new HealthCheckRequest(), cancellationToken: Cancellation))).StatusCode.ShouldNotBe(StatusCode.OK);
        using var http = new HttpClient { BaseAddress = system.Health };
        (await http.GetStringAsync(new Uri("/health/ready", UriKind.Relative), Cancellation)).ShouldContain("\"status\":\"Healthy\"", customMessage: "probes need neither TLS nor a key");
    }

    [Fact]
    public async Task Caller_that_trusts_another_authority_does_not_talk_to_the_service()
    {
        using var certificates = new Certificates();
        using var others = new Certificates("another");
        certificates.WriteServer();
        await using var system = await ServedSystem.StartAsync(overrides: certificates.Settings);

        (await Should.ThrowAsync<RpcException>(() => SerialSeenAsync(system, others))).StatusCode.ShouldBe(StatusCode.Internal);
    }

    [Fact]
    public async Task Renewed_certificate_is_used_at_the_next_handshake_and_a_broken_one_never()
    {
        using var certificates = new Certificates();
        certificates.WriteServer();
        await using var system = await ServedSystem.StartAsync(overrides: certificates.Settings);
        await SerialSeenAsync(system, certificates);

        var renewed = certificates.WriteServer();
        (await SerialSeenAsync(system, certificates)).ShouldBe(renewed);

        certificates.Write("tls.crt", "-----BEGIN CERTIFICATE-----\nhalf");
        (await SerialSeenAsync(system, certificates)).ShouldBe(renewed);
        certificates.WriteServer(to: DateTimeOffset.UtcNow.AddMinutes(-1));
        (await SerialSeenAsync(system, certificates)).ShouldBe(renewed);
        File.Delete(certificates.KeyPath);
        (await SerialSeenAsync(system, certificates)).ShouldBe(renewed);

        var again = certificates.WriteServer();
        (await SerialSeenAsync(system, certificates)).ShouldBe(again);
    }

    [Fact]
    public async Task Certificate_that_is_reached_by_a_link_is_renewed_by_turning_the_link()
    {
        using var first = new Certificates();
        using var second = new Certificates();
        using var mount = new Reference.TemporaryFolder();
        first.WriteServer();
        var renewed = second.WriteServer();
        // As Kubernetes mounts a secret: the files' own links never change.
        Directory.CreateSymbolicLink(mount["..data"], Path.GetDirectoryName(first.CertificatePath)!);
        foreach (var name in new[] { "tls.crt", "tls.key" })
            File.CreateSymbolicLink(mount[name], Path.Combine("..data", name));
        await using var system = await ServedSystem.StartAsync(overrides: [("Hosting:Tls:CertificatePath", mount["tls.crt"]), ("Hosting:Tls:KeyPath", mount["tls.key"])]);
        await SerialSeenAsync(system, first);

        Directory.CreateSymbolicLink(mount["..new"], Path.GetDirectoryName(second.CertificatePath)!);
        Directory.Delete(mount["..data"]);
        Directory.Move(mount["..new"], mount["..data"]);

        (await SerialSeenAsync(system, second)).ShouldBe(renewed);
    }

    [Fact]
    public async Task Caller_needs_a_certificate_of_the_named_authority_where_one_is_named()
    {
        using var certificates = new Certificates();
        using var others = new Certificates("another");
        certificates.WriteServer();
        await using var system = await ServedSystem.StartAsync(overrides: [.. certificates.Settings, ("Hosting:Tls:ClientCaPath", certificates.AuthorityPath)]);
        using var known = certificates.IssueClient();
        using var unknown = others.IssueClient();
        using var expired = certificates.IssueClient(DateTimeOffset.UtcNow.AddDays(-1));

        await SerialSeenAsync(system, certificates, known);
        foreach (var presented in new[] { null, unknown, expired })
            (await Should.ThrowAsync<RpcException>(() => SerialSeenAsync(system, certificates, presented))).StatusCode.ShouldBeOneOf(StatusCode.Internal, StatusCode.Unavailable);
        using var http = new HttpClient { BaseAddress = system.Health };
        (await http.GetStringAsync(new Uri("/health/live", UriKind.Relative), Cancellation)).ShouldStartWith("{\"status\":\"Healthy\"");
    }

    [Fact]
    public async Task Certificate_does_not_stand_in_for_a_key()
    {
        using var certificates = new Certificates();
        certificates.WriteServer();
        await using var system = await ServedSystem.StartAsync(
            overrides: [.. certificates.Settings, ("Hosting:Tls:ClientCaPath", certificates.AuthorityPath), .. AccessKeys.Settings]);
        using var client = certificates.IssueClient();
        using var channel = Channel(system, certificates, client, _ => { });
        var stage = new Cloud.Grpc.V1.Segmentation.SegmentationClient(channel);

        (await Refused.FailureOf(stage.SegmentAsync(new(), cancellationToken: Cancellation))).StatusCode.ShouldBe(StatusCode.Unauthenticated);
        (await Refused.FailureOf(stage.SegmentAsync(new(), AccessKeys.Bearer(Cloud.Hosting.Access.AccessRole.Stage), cancellationToken: Cancellation)))
            .StatusCode.ShouldBe(StatusCode.InvalidArgument);
    }

    [Fact]
    public async Task Certificate_that_is_not_valid_now_stops_the_start_with_its_dates()
    {
        using var certificates = new Certificates();
        var (from, to) = (new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero));
        certificates.WriteServer(from, to);
        (await RefusalAsync(certificates.Settings)).ShouldEndWith($"found one in {certificates.CertificatePath} from 2026-01-02 03:04:05Z to 2026-02-03 04:05:06Z");

        certificates.WriteServer(DateTimeOffset.UtcNow.AddHours(1), DateTimeOffset.UtcNow.AddHours(2));
        (await RefusalAsync(certificates.Settings)).ShouldStartWith("Hosting:Tls:CertificatePath: expected a certificate that is valid now, ");
    }

    [Fact]
    public async Task Files_that_are_not_what_they_should_be_stop_the_start_by_their_keys()
    {
        using var certificates = new Certificates();
        using var others = new Certificates();
        certificates.WriteServer();
        others.WriteServer();
        var text = certificates.Write("text.pem", "no certificate");

        (await RefusalAsync(Tls("/nowhere/tls.crt", certificates.KeyPath))).ShouldBe("Hosting:Tls:CertificatePath: expected a PEM file, found no file /nowhere/tls.crt");
        (await RefusalAsync(Tls(certificates.CertificatePath, "/nowhere/tls.key"))).ShouldBe("Hosting:Tls:KeyPath: expected a PEM file, found no file /nowhere/tls.key");
        (await RefusalAsync(Tls(text, certificates.KeyPath))).ShouldBe($"Hosting:Tls:CertificatePath: expected at least one PEM certificate in {text}, found none");
        (await RefusalAsync(Tls(certificates.CertificatePath, others.KeyPath))).ShouldStartWith("Hosting:Tls:KeyPath: expected the private key");
        (await RefusalAsync(Tls(certificates.CertificatePath, text))).ShouldStartWith("Hosting:Tls:KeyPath: expected the private key");
        (await RefusalAsync(Tls(certificates.CertificatePath, certificates.KeyPath, text))).ShouldStartWith("Hosting:Tls:ClientCaPath: expected at least one PEM certificate");
        (await RefusalAsync(Tls("", certificates.KeyPath))).ShouldStartWith("Hosting:Tls:CertificatePath: expected the path of a PEM file beside KeyPath");
        (await RefusalAsync(Tls(certificates.CertificatePath, ""))).ShouldBe("Hosting:Tls:KeyPath: expected the path of a PEM file, found nothing");

        static (string, string)[] Tls(string certificate, string key, string authority = "")
            => [("Hosting:Tls:CertificatePath", certificate), ("Hosting:Tls:KeyPath", key), ("Hosting:Tls:ClientCaPath", authority)];
    }

    private static async Task<string> RefusalAsync((string, string)[] settings)
    {
        var refusal = await Should.ThrowAsync<Exception>(async () => await (await ServedSystem.StartAsync(overrides: settings)).DisposeAsync());
        return Misconfiguration.Of(refusal, new ListenOptions()).ShouldHaveSingleItem();
    }

    /// <summary>One call on a connection of its own.</summary>
    /// <returns>Serial number of the certificate that the service showed.</returns>
    private static async Task<string?> SerialSeenAsync(ServedSystem system, Certificates trusted, X509Certificate2? presented = null)
    {
        string? serial = null;
        using var channel = Channel(system, trusted, presented, seen => serial = seen);
        await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest(), cancellationToken: Cancellation);
        return serial;
    }

    private static GrpcChannel Channel(ServedSystem system, Certificates trusted, X509Certificate2? presented, Action<string> seen)
    {
        var tls = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { trusted.Authority },
                RevocationMode = X509RevocationMode.NoCheck,
            },
            RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
            {
                seen(((X509Certificate2)certificate!).SerialNumber);
                return errors == SslPolicyErrors.None;
            },
            ClientCertificates = presented is null ? null : [presented],
            LocalCertificateSelectionCallback = presented is null ? null : (_, _, _, _, _) => presented,
        };
        return GrpcChannel.ForAddress(system.Address, new GrpcChannelOptions { HttpHandler = new SocketsHttpHandler { SslOptions = tls }, DisposeHttpClient = true });
    }
}
