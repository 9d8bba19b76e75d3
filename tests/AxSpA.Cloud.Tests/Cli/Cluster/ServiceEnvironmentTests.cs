using AxSpA.Cloud.Cli;
using AxSpA.Cloud.Cli.Cluster;
using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Tests.Architecture;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli.Cluster;

public class ServiceEnvironmentTests
{
    private static readonly Dictionary<string, string> Started = new()
    {
        ["Hosting:Broker:Kind"] = "RabbitMq",
        ["Hosting:Broker:Password"] = "secret",
        ["Hosting:Database:ConnectionString"] = "secret",
    };

    [Fact]
    public void Secrets_go_only_to_the_services_that_need_them()
    {
        foreach (var service in Services.Each)
        {
            var environment = Of(service, []);

            environment.ContainsKey("AXSPA_Hosting__Database__ConnectionString").ShouldBe(service is Services.Ingestion or Services.LongitudinalRisk, service);
            environment.ContainsKey("AXSPA_Ingestion__Intake__IdentityKey").ShouldBe(service == Services.Ingestion, service);
            environment.ContainsKey("AXSPA_LongitudinalRisk__Registry__IdentityKey").ShouldBe(service == Services.LongitudinalRisk, service);
            environment.ContainsKey("AXSPA_Hosting__ModelFolder").ShouldBe(service is Services.Ingestion or Services.Segmentation or Services.Classification, service);
            environment["AXSPA_Hosting__Broker__Password"].ShouldBe("secret");
            (environment["AXSPA_Hosting__Listen__GrpcPort"], environment["AXSPA_Hosting__Listen__HealthPort"]).ShouldBe(("1234", "1235"));
        }
    }

    [Fact]
    public void Callers_settings_win_but_for_the_ports_and_do_not_reach_who_has_no_need_of_them()
    {
        var caller = new Dictionary<string, string>
        {
            ["Hosting:Broker:Password"] = "another",
            ["Hosting:Listen:GrpcPort"] = "1",
            ["Ingestion:Ledger:Window"] = "4",
            ["Hosting:Access:Keys:0:Name"] = "hospital",
            ["Inference:Threads"] = "1",
        };

        var ingestion = Of(Services.Ingestion, caller);
        var cropping = Of(Services.Cropping, caller);

        ingestion["AXSPA_Hosting__Broker__Password"].ShouldBe("another");
        ingestion["AXSPA_Hosting__Listen__GrpcPort"].ShouldBe("1234");
        ingestion["AXSPA_Ingestion__Ledger__Window"].ShouldBe("4");
        ingestion.ContainsKey("AXSPA_Hosting__Access__Anonymous").ShouldBeFalse("who gives keys wants them asked for");
        cropping["AXSPA_Ingestion__Ledger__Window"].ShouldBeNull("it is inherited otherwise");
        cropping["AXSPA_Inference__Threads"].ShouldBe("1");
        Of(Services.Cropping, [])["AXSPA_Hosting__Access__Anonymous"].ShouldBe("True");
    }

    [Fact]
    public void As_many_analyses_are_in_flight_as_on_Kubernetes()
        => SourceTree.Read("k8s/base/ingestion/settings.env")
            .ShouldContain($"AXSPA_Ingestion__Ledger__Window={Of(Services.Ingestion, [])["AXSPA_Ingestion__Ledger__Window"]}\n");

    [Theory]
    [InlineData("", false)]
    [InlineData("Hosting:Broker:Concurrency Hosting:Blobs:CacheBytes Inference:Threads", false)]
    [InlineData("Hosting:Broker:Kind Hosting:Blobs:Kind Hosting:Database:Kind", true)]
    public void Servers_are_started_unless_the_caller_names_all_of_them(string keys, bool named)
        => CallerSettings.NameServers(SettingsOf(keys)).ShouldBe(named);

    [Theory]
    [InlineData("Hosting:Blobs:Kind", "Blobs__Kind", "Broker__Kind and AXSPA_Hosting__Database__Kind")]
    [InlineData("Hosting:Database:ConnectionString", "Database__ConnectionString", "Broker__Kind and AXSPA_Hosting__Blobs__Kind and AXSPA_Hosting__Database__Kind")]
    [InlineData("Hosting:Broker:Uri hosting:broker:password", "Broker__Uri and AXSPA_Hosting__Broker__Password", "Broker__Kind and AXSPA_Hosting__Blobs__Kind and AXSPA_Hosting__Database__Kind")]
    [InlineData("Hosting:Broker:Kind Hosting:Database:Kind Hosting:Blobs:ServiceUri", "Broker__Kind and AXSPA_Hosting__Database__Kind and AXSPA_Hosting__Blobs__ServiceUri", "Blobs__Kind")]
    public void Servers_of_which_the_caller_names_some_are_wrong_usage(string keys, string found, string missing)
        => Should.Throw<UsageException>(() => CallerSettings.NameServers(SettingsOf(keys))).Message
            .ShouldBe($"expected broker, blobs and database in the environment or none of them, found AXSPA_Hosting__{found} without AXSPA_Hosting__{missing}");

    private static Dictionary<string, string> SettingsOf(string keys)
        => keys.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToDictionary(key => key, _ => "", StringComparer.OrdinalIgnoreCase);

    private static IReadOnlyDictionary<string, string?> Of(string service, Dictionary<string, string> caller)
        => new ServiceEnvironment(caller, Started, "models", new byte[32], plainLogs: false).Of(new Replica(service, 1), "work", 1234, 1235);
}
