using AxSpA.Cloud.Cli.Analysis;
using AxSpA.Cloud.Cli.Embedded;
using AxSpA.Cloud.Tests.Reference;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Shouldly;

namespace AxSpA.Cloud.Tests.Hosting;

public class OptionsTests
{
    [Theory]
    [InlineData("Ingestion:Ledger:Window", "0")]
    [InlineData("Ingestion:Ledger:Window", "10001")]
    [InlineData("Ingestion:Ledger:MaxQueued", "0")]
    [InlineData("Ingestion:Ledger:MaxAttempts", "0")]
    [InlineData("Ingestion:Ledger:MaxAttempts", "101")]
    [InlineData("Ingestion:Ledger:Deadline", "00:00:00.5")]
    [InlineData("Ingestion:Ledger:Deadline", "8.00:00:00")]
    [InlineData("Ingestion:Ledger:FaultPause", "-00:00:01")]
    [InlineData("Ingestion:Ledger:Tick", "00:00:00")]
    [InlineData("Ingestion:Intake:MaxFileBytes", "0")]
    [InlineData("Ingestion:Intake:MaxBytesInHand", "0")]
    [InlineData("Ingestion:Intake:MaxBytesInHand", "536870911")]
    [InlineData("Ingestion:Intake:IdentityKey", "")]
    [InlineData("Ingestion:Intake:IdentityKey", "not Base64")]
    [InlineData("Ingestion:Intake:IdentityKey", "AAAA")]
    [InlineData("Hosting:Folder", "")]
    [InlineData("Hosting:DrainTime", "-00:00:01")]
    [InlineData("Hosting:DrainTime", "02:00:00")]
    public async Task Value_out_of_range_stops_the_start_with_a_message_that_names_its_key(string key, string value)
    {
        using var folder = new TemporaryFolder();
        var refusal = await Should.ThrowAsync<OptionsValidationException>(() => StartAsync(folder, key, value));

        refusal.Message.ShouldContain($"{key}: expected");
    }

    [Theory]
    [InlineData("Ingestion:Ledger:Window", "many")]
    [InlineData("Hosting:DrainTime", "soon")]
    public async Task Value_of_another_type_stops_the_start_with_a_message_that_names_its_key(string key, string value)
    {
        using var folder = new TemporaryFolder();
        var refusal = await Should.ThrowAsync<InvalidOperationException>(() => StartAsync(folder, key, value));

        refusal.Message.ShouldContain(key);
        refusal.Message.ShouldContain(value);
    }

    private static async Task StartAsync(TemporaryFolder folder, string key, string value)
    {
        LightModels.Write(folder["models"]);
        using var work = WorkFolder.Open(folder["work"]);
        using var host = EmbeddedHost.Build(
            work, folder["models"], [new(key, value)], services => services.AddLogging(logging => logging.ClearProviders()));
        await host.StartAsync(TestContext.Current.CancellationToken);
    }
}
