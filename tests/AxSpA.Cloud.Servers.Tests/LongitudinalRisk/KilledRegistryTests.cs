using System.Diagnostics;
using System.Text.Json;
using AxSpA.Cloud.Cli.Cluster;
using AxSpA.Cloud.Cli.Risk;
using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using AxSpA.Cloud.Servers.Tests.Database;
using AxSpA.Cloud.Tests.LongitudinalRisk;
using AxSpA.Cloud.Tests.Reference;
using Grpc.Net.Client;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Patience = AxSpA.Cloud.Tests.Reference.Patience;

namespace AxSpA.Cloud.Servers.Tests.LongitudinalRisk;

public sealed class KilledRegistryTests(PostgreSqlFixture postgreSql) : IClassFixture<PostgreSqlFixture>
{
    private const int Records = 50_000;

    [Fact]
    [Trait("Requirement", "REG-02")]
    public async Task Service_killed_in_the_middle_of_50_000_records_is_resumed_and_the_registry_is_an_undisturbed_one()
    {
        var records = Enumerable.Range(0, Records).Select(number => new LineRecord(number, RecordOf(number))).ToList();
        var settings = await postgreSql.FreshAsync();
        await using var undisturbed = await StartAsync(await postgreSql.FreshAsync());
        await using var observed = await StartAsync(settings);
        using var folder = new TemporaryFolder();
        var port = FreePorts.Take(1)[0];
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
        var sending = new FollowUpSending(new(channel), new Cli.Remote.Patience(TimeSpan.FromSeconds(60), TimeProvider.System));

        Task<RecordAnswer?[]> sent;
        await using (StartProcess(settings, folder.Path, port))
        {
            sent = sending.SendAsync(records, "years", dryRun: false, Patience.Token);
            while (await CountAsync(observed) < Records / 3)
                await Task.Delay(20, Patience.Token);
        }

        sent.IsCompleted.ShouldBeFalse("killed in the middle");
        RecordAnswer?[] answers;
        await using (StartProcess(settings, folder.Path, port))
            answers = await sent;

        await undisturbed.Client.StreamAsync(new OpenStream { Stream = "years" }, [.. records.Select(record => record.Record)]);
        // What was durable and not yet answered when it was killed has no answer, and is there.
        answers.Where(answer => answer is not null).ShouldAllBe(answer => answer!.Outcome == RecordOutcome.Accepted);
        (await CountAsync(observed)).ShouldBe(Records);
        (await TextAsync(observed)).ShouldBe(await TextAsync(undisturbed));
    }

    private static FollowUpRecord RecordOf(int number) => (number % 5) switch
    {
        0 => Sent.Visit($"subject-{number / 10}", $"M{number % 10 * 5}", $"201{number % 10 / 5 * 2}-03-01"),
        _ => Sent.Reading($"subject-{number / 10}", $"M{number % 10 / 5 * 25}", $"reader-{number % 5}", number % 4, number % 3),
    };

    private static Task<ServedRegistry> StartAsync(Dictionary<string, string?> settings)
        => ServedRegistry.StartAsync(settings.Where(setting => setting.Key.StartsWith("Hosting:Database:", StringComparison.Ordinal)).Select(setting => (setting.Key, setting.Value!)));

    private static KilledAtTheEnd StartProcess(Dictionary<string, string?> settings, string folder, int port)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet", [Path.Combine(AppContext.BaseDirectory, "AxSpA.Cloud.LongitudinalRisk.dll")]);
        foreach (var (key, value) in settings.Concat(
        [
            new("Hosting:Folder", folder),
            new("Hosting:Listen:Address", "127.0.0.1"),
            new("Hosting:Listen:GrpcPort", $"{port}"),
            new("Hosting:Listen:HealthPort", $"{FreePorts.Take(1)[0]}"),
            new("Hosting:Access:Anonymous", "true"),
            new("Logging:LogLevel:Default", "None"),
        ]))
        {
            start.Environment["AXSPA_" + key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return new KilledAtTheEnd(Process.Start(start)!);
    }

    private static Task<int> CountAsync(ServedRegistry registry) => registry.Database.ReadAsync(context => context.Records.CountAsync(Patience.Token), Patience.Token);

    private static async Task<string> TextAsync(ServedRegistry registry)
        => JsonSerializer.Serialize(await registry.Reading.CohortAsync(Subjects.Cohort, Patience.Token), RecordJson.Options);

    /// <summary>A process, to be killed with −9 and awaited.</summary>
    private sealed class KilledAtTheEnd(Process process) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }
}
