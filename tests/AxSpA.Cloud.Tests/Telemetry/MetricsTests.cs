using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Hosting.Outbox;
using AxSpA.Cloud.Hosting.Telemetry;
using AxSpA.Cloud.Ingestion;
using AxSpA.Cloud.Ingestion.Ledger;
using AxSpA.Cloud.Tests.Architecture;
using AxSpA.Cloud.Tests.Embedded;
using AxSpA.Cloud.Tests.Hosting;
using AxSpA.Cloud.Tests.Ingestion;
using AxSpA.Cloud.Tests.Reference;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace AxSpA.Cloud.Tests.Telemetry;

[Trait("Requirement", "OBS-02")]
public partial class MetricsTests
{
    /// <summary>The table of services/README.md: a metric's name in Prometheus and as an instrument, its kind, unit and labels.</summary>
    private static readonly IReadOnlyList<GroupCollection> Table = [.. Row().Matches(SourceTree.Read("services/README.md").ReplaceLineEndings("\n")).Select(row => row.Groups)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_are_those_of_the_readme_in_base_units_and_have_no_identifier_as_a_label()
    {
        await using var intake = await GrpcIntake.StartAsync(services => services
            .AddSingleton<CommitSignal>()
            .AddSingleton<IInterceptor>(provider => provider.GetRequiredService<CommitSignal>()));
        await intake.Services.GetRequiredService<ModelWarmUp>().Completed;
        foreach (var pelvis in new[] { LightPelvis.Complete, LightPelvis.GapOnTheLeft, LightPelvis.WithoutSacrum })
            await DriveAsync(intake, pelvis);
        await Should.ThrowAsync<RpcException>(() => intake.SubmitAsync("not a radiograph"u8.ToArray()));
        await ToldAsync(intake);

        using var http = new HttpClient { BaseAddress = intake.Health };
        var scrape = new Scrape(await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancellation));

        var own = scrape.Types.Where(metric => metric.Key.StartsWith("axspa_", StringComparison.Ordinal) || metric.Key.StartsWith("messaging_", StringComparison.Ordinal));
        own.Select(metric => (metric.Key, metric.Value, LabelsOf(scrape, metric.Key)))
            .ShouldBe(Table.Select(row => (row["name"].Value, row["kind"].Value, string.Join(' ', Quoted().Matches(row["labels"].Value).Select(label => label.Groups[1].Value)))), ignoreOrder: true);
        InstrumentsNow().ShouldBe(Table.Select(row => (row["instrument"].Value, row["unit"].Value)), ignoreOrder: true);
        scrape.Types.Keys.ShouldContain("http_server_request_duration_seconds");
        scrape.Types.Keys.ShouldContain("dotnet_process_memory_working_set_bytes");
        scrape.Types.Keys.ShouldAllBe(name => !name.Contains("milliseconds") && !name.EndsWith("_ea_total"));
        foreach (var (sample, label, value) in scrape.Labels)
            value.ShouldNotMatch("(?i)[0-9a-f]{8}-[0-9a-f]{4}-|[0-9a-f]{16}|([0-9]+\\.){4}", $"{sample} {label}");
    }

    [Fact]
    public async Task Metrics_are_not_served_to_who_calls_the_gRPC_port()
    {
        await using var intake = await GrpcIntake.StartAsync();
        using var http = new HttpClient { BaseAddress = intake.Grpc, DefaultRequestVersion = new Version(2, 0), DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };

        foreach (var path in new[] { "/metrics", "/health/live", "/health/ready" })
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
            answer.IsSuccessStatusCode.ShouldBeFalse(path);
        }
    }

    /// <summary>Every instrument of the system's own meter, with its unit; several hosts may live in this process.</summary>
    private static HashSet<(string Name, string Unit)> InstrumentsNow()
    {
        var found = new HashSet<(string, string)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == Instruments.MeterName)
                found.Add((instrument.Name, instrument.Unit ?? "1"));
        };
        listener.Start();
        return found;
    }

    /// <summary>Only a failed message has the error's type; other hosts of this process may have had one.</summary>
    private static string LabelsOf(Scrape scrape, string metric) => string.Join(' ', scrape.LabelsOf(metric).Where(label => label != "error_type"));

    private static async Task DriveAsync(GrpcIntake intake, LightPelvis pelvis)
    {
        var accepted = await intake.SubmitAsync(EmbeddedRun.Png(seed: 1, pelvis));
        await intake.Services.GetRequiredService<AnalysisResults>().WaitAsync(Guid.Parse(accepted.AnalysisId), Cancellation);
    }

    /// <summary>Completes when every end has left the ledger's outbox.</summary>
    private static async Task ToldAsync(GrpcIntake intake)
    {
        var (database, commits) = (intake.Services.GetRequiredService<Database<LedgerContext>>(), intake.Services.GetRequiredService<CommitSignal>());
        while (await database.ReadAsync(ledger => ledger.Set<OutboxMessage>().AnyAsync(Cancellation), Cancellation))
            await commits.NextAsync(Cancellation);
    }

    [GeneratedRegex(@"^\| `(?<name>\w+)` \| `(?<instrument>[\w.]+)` \| (?<kind>counter|gauge|histogram), `(?<unit>[^`]+)` \| (?<labels>[^|]+) \| \S", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
