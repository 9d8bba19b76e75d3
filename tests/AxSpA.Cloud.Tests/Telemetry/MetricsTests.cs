using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Hosting.Outbox;
using AxSpA.Cloud.Hosting.Telemetry;
using AxSpA.Cloud.Ingestion;
using AxSpA.Cloud.Ingestion.Ledger;
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
public class MetricsTests
{
    /// <summary>The system's own metrics as Prometheus meets them.</summary>
    private static readonly (string Name, string Type, string Labels)[] Expected =
    [
        ("axspa_analyses", "gauge", "state"),
        ("axspa_analyses_accepted_total", "counter", ""),
        ("axspa_analyses_ended_total", "counter", "outcome"),
        ("axspa_analysis_attempts_total", "counter", "kind"),
        ("axspa_analysis_duration_seconds", "histogram", "outcome"),
        ("axspa_blob_io_bytes_total", "counter", "direction"),
        ("axspa_blob_operation_duration_seconds", "histogram", "operation"),
        ("axspa_database_transactions_total", "counter", "database outcome"),
        ("axspa_joint_fallbacks_total", "counter", "side"),
        ("axspa_model_info", "gauge", "card_digest device name role version"),
        ("axspa_outbox_depth", "gauge", "service"),
        ("axspa_queue_wait_seconds", "histogram", "queue"),
        ("axspa_refusals_total", "counter", "reason"),
        ("axspa_rejections_total", "counter", "reason route stage"),
        ("axspa_stage_duration_seconds", "histogram", "part stage"),
        ("messaging_client_consumed_messages_total", "counter", "messaging_destination_name messaging_operation_name messaging_operation_type messaging_system"),
        ("messaging_client_operation_duration_seconds", "histogram", "messaging_destination_name messaging_operation_name messaging_operation_type messaging_system"),
        ("messaging_client_sent_messages_total", "counter", "messaging_destination_name messaging_operation_name messaging_operation_type messaging_system"),
        ("messaging_process_duration_seconds", "histogram", "messaging_destination_name messaging_operation_name messaging_operation_type messaging_system"),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_have_their_names_in_base_units_and_no_identifier_as_a_label()
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
        own.Select(metric => (metric.Key, metric.Value, LabelsOf(scrape, metric.Key))).OrderBy(metric => metric.Key, StringComparer.Ordinal).ShouldBe(Expected);
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
}
