using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Tests.Reference;
using k8s.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Shouldly;

namespace AxSpA.Cloud.Tests.Kubernetes;

/// <summary>What the manifests set, the services have, and would start with.</summary>
[Trait("Requirement", "KUB-03")]
public class SettingsTests
{
    /// <summary>Where <c>components/tls</c> mounts its certificate.</summary>
    private const string CertificateMount = "/etc/axspa/tls";

    /// <summary>Stands for what an operator keeps in a secret.</summary>
    private static readonly Dictionary<string, string> Secret = new()
    {
        ["Hosting:Broker:User"] = "axspa",
        ["Hosting:Broker:Password"] = "a password",
        ["Hosting:Blobs:ConnectionString"] = "UseDevelopmentStorage=true",
        ["Hosting:Database:ConnectionString"] = "Host=postgresql;Database=axspa;Username=axspa;Password=a password",
        ["Hosting:Access:Keys:0:Sha256"] = new string('a', 64),
        ["Hosting:Access:Keys:1:Sha256"] = new string('b', 64),
        ["Ingestion:Intake:IdentityKey"] = Convert.ToBase64String(new byte[32]),
        ["LongitudinalRisk:Registry:IdentityKey"] = Convert.ToBase64String(new byte[32]),
    };

    public static TheoryData<string, string> Deployed
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var variant in Variant.All)
            {
                foreach (var service in DeployedService.All)
                    data.Add(variant.Name, service.Name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Deployed))]
    public async Task Every_key_set_is_an_option_of_the_service(string variant, string service)
    {
        var settings = await SettingsAsync(variant, service);

        Unknown(settings, DeployedService.Of(service)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("AXSPA_Hosting__Broker__Url")]
    [InlineData("AXSPA_Hosting__broker__Uri")]
    [InlineData("AXSPA_Hosting__Broker")]
    [InlineData("AXSPA_Hosting__Broker__Uri__Host")]
    [InlineData("AXSPA_Hosting__BlobFolder")]
    [InlineData("AXSPA_Classification__KeepInput")]
    [InlineData("Hosting__Broker__Uri")]
    [InlineData("Kestrel__Endpoints")]
    public async Task Key_that_the_service_does_not_have_is_noticed(string name)
    {
        var settings = await SettingsAsync("cpu", "segmentation");

        Unknown(settings with { Literals = [.. settings.Literals, new(name, "x")] }, DeployedService.Of("segmentation")).ShouldContain(name);
    }

    [Theory]
    [MemberData(nameof(Deployed))]
    public async Task Every_value_set_is_one_that_the_service_starts_with(string variant, string service)
    {
        using var mounted = new TemporaryFolder();
        WriteCertificate(mounted);
        var settings = Mounted(await SettingsAsync(variant, service), mounted);

        await Should.NotThrowAsync(() => ValidateAsync(service, settings));
    }

    [Theory]
    [InlineData("segmentation", "Hosting:Broker:Uri", "rabbitmq:5671")]
    [InlineData("segmentation", "Hosting:DrainTime", "2:00:00:00")]
    [InlineData("segmentation", "Hosting:Listen:Address", "everywhere")]
    [InlineData("segmentation", "Hosting:Blobs:ConnectionString", "")]
    [InlineData("ingestion", "Ingestion:Ledger:Window", "0")]
    [InlineData("ingestion", "Hosting:Database:ConnectionString", "")]
    public async Task Value_that_the_service_refuses_is_noticed(string service, string key, string value)
    {
        var settings = Configuration(await SettingsAsync("cpu", service));
        settings[key] = value;

        (await Should.ThrowAsync<Exception>(() => ValidateAsync(service, settings))).Message.ShouldContain(key);
    }

    [Theory]
    [MemberData(nameof(Deployed))]
    public async Task Secrets_are_references(string variant, string service)
    {
        var settings = await SettingsAsync(variant, service);

        settings.Literals.Where(setting => Secret.ContainsKey(PodSettings.KeyOf(setting.Key)) || setting.Value.Contains('@', StringComparison.Ordinal)).ShouldBeEmpty();
        settings.Secrets.Keys.Select(PodSettings.KeyOf).ShouldBeSubsetOf(Secret.Keys);
        settings.Secrets.Values.ShouldAllBe(secret => secret != null && secret.Optional != true);
    }

    [Fact]
    public async Task No_secret_stands_in_a_manifest()
    {
        foreach (var variant in Variant.All)
            (await variant.RenderAsync()).All<V1Secret>().ShouldBeEmpty(variant.Name);
    }

    [Fact]
    public async Task Database_is_set_where_a_service_owns_one()
    {
        foreach (var service in DeployedService.All)
            (await SettingsAsync("cpu", service.Name)).Secrets.ContainsKey("AXSPA_Hosting__Database__ConnectionString").ShouldBe(service.OwnsDatabase, service.Name);
    }

    [Theory]
    [InlineData("cpu", "Cpu", false)]
    [InlineData("gpu", "Cuda", true)]
    [InlineData("autoscaling", "Cuda", true)]
    public async Task Networks_run_on_the_device_that_their_pod_holds(string variant, string device, bool gpu)
    {
        var rendering = await Variant.Of(variant).RenderAsync();
        foreach (var service in DeployedService.All)
        {
            var runsNetworks = service.OptionSections.Any(section => section.Path == "Inference");
            var pod = rendering.Find<V1Deployment>(service.Name)!.Spec.Template.Spec;
            var container = pod.Containers.Single();

            PodSettings.Of(rendering, container)["Inference:Device"].ShouldBe(runsNetworks ? device : null, service.Name);
            container.Resources.Limits.ContainsKey("nvidia.com/gpu").ShouldBe(gpu && runsNetworks, service.Name);
            (pod.NodeSelector?.ContainsKey("nvidia.com/gpu.present") ?? false).ShouldBe(gpu && runsNetworks, service.Name);
            (pod.Tolerations?.Any(toleration => toleration.Key == "nvidia.com/gpu") ?? false).ShouldBe(gpu && runsNetworks, service.Name);
            container.Image.EndsWith("-cuda", StringComparison.Ordinal).ShouldBe(gpu && runsNetworks, service.Name);
        }
    }

    /// <summary>Else the kubelet hears nothing, and neither it nor the log learns which server is away.</summary>
    [Theory]
    [MemberData(nameof(Deployed))]
    public async Task Readiness_probe_waits_longer_than_what_it_asks_for(string variant, string service)
    {
        using var mounted = new TemporaryFolder();
        WriteCertificate(mounted);
        var probe = (await Variant.Of(variant).RenderAsync()).Find<V1Deployment>(service)!.Spec.Template.Spec.Containers.Single().ReadinessProbe;

        await using var application = Build(service, Mounted(await SettingsAsync(variant, service), mounted));
        var patience = application.Services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations.Select(check => check.Timeout).Max();

        patience.ShouldBeGreaterThan(TimeSpan.Zero);
        TimeSpan.FromSeconds(probe.TimeoutSeconds!.Value).ShouldBeGreaterThan(patience);
    }

    private static async Task<PodSettings> SettingsAsync(string variant, string service)
    {
        var rendering = await Variant.Of(variant).RenderAsync();
        return PodSettings.Of(rendering, rendering.Find<V1Deployment>(service)!.Spec.Template.Spec.Containers.Single(container => container.Name == "service"));
    }

    /// <summary>.NET's own variable of authorities aside, which no option record has.</summary>
    private static IEnumerable<string> Unknown(PodSettings settings, DeployedService service)
        => settings.Names.Where(name => name != AuthorityTests.File
            && (!name.StartsWith(ServiceProgram.EnvironmentPrefix, StringComparison.Ordinal) || !OptionKeys.Has(service.OptionSections, PodSettings.KeyOf(name))));

    /// <summary>The environment with its secrets, and where a secret store gives them, those of the store.</summary>
    private static Dictionary<string, string?> Configuration(PodSettings settings)
    {
        const string store = "Hosting:Dapr:SecretStore";
        var secrets = settings[store] is null ? settings.Secrets.Keys.Select(PodSettings.KeyOf) : Secret.Keys;
        // The store itself is asked for them before the options are, and there is none here.
        return settings.Literals.Select(setting => KeyValuePair.Create(PodSettings.KeyOf(setting.Key), (string?)setting.Value))
            .Where(setting => setting.Key != store)
            .Concat(secrets.Select(key => KeyValuePair.Create(key, (string?)Secret[key])))
            .ToDictionary();
    }

    private static Dictionary<string, string?> Mounted(PodSettings settings, TemporaryFolder certificate)
        => Configuration(settings).ToDictionary(setting => setting.Key, setting => setting.Value?.Replace(CertificateMount, certificate.Path, StringComparison.Ordinal));

    private static void WriteCertificate(TemporaryFolder folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=axspa-cloud", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(folder["tls.crt"], certificate.ExportCertificatePem());
        File.WriteAllText(folder["tls.key"], key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>What a start does first: binds and checks every options record of the service.</summary>
    private static async Task ValidateAsync(string service, Dictionary<string, string?> settings)
    {
        await using var application = Build(service, settings);
        application.Services.GetRequiredService<IStartupValidator>().Validate();
    }

    private static WebApplication Build(string service, Dictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(settings);
        return ServiceProgram.Build(builder, service, DeployedService.Of(service).Add);
    }
}
