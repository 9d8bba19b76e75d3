using AxSpA.Cloud.Cli;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Servers.Tests.Chaos;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Servers.Tests.Cluster;

/// <summary><c>axspa cluster up</c> on real servers, spoken to by <c>axspa submit</c>.</summary>
[Trait("Requirement", "CLU-01")]
public sealed class ClusterTests : IDisposable
{
    /// <summary>Each service for itself, which is enough to start it.</summary>
    private static readonly Dictionary<string, string?> Serverless = new()
    {
        ["Hosting:Broker:Kind"] = "InMemory",
        ["Hosting:Blobs:Kind"] = "Folder",
        ["Hosting:Database:Kind"] = "Sqlite",
        ["Hosting:DrainTime"] = "00:00:01",
    };

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Radiographs_through_two_replicas_of_each_stage_are_read_as_in_one_process_and_services_killed_meanwhile_change_nothing()
    {
        LightModels.Write(_folder["models"]);
        string[] files = [.. Enumerable.Range(1, 60).Select(Draw)];
        await using var servers = await ClusterServers.StartAsync();
        await using var cluster = await RunningCluster.StartAsync(
            _folder["home"], _folder["models"], [.. servers.Settings, new("Ingestion:Ledger:Deadline", "00:00:30")], "segmentation=2,cropping=2,classification=2,explanation=2");

        using var submitted = new AnswerLines();
        var submitting = CommandLine.RunAsync(["submit", .. files, "--server", $"{cluster.Intake}", "--json", "--out", _folder["fetched"], "--patience", "180"], submitted, TextWriter.Null);
        var replacing = new List<Task>();
        foreach (var replica in new[] { "segmentation/1", "explanation/2", "ingestion/1" })
        {
            await submitted.CountAsync(5);
            submitting.IsCompleted.ShouldBeFalse("killed while radiographs are on their way");
            replacing.Add(cluster.KillAsync(replica));
        }

        await Task.WhenAll(replacing);
        (await submitting).ShouldBe(0, cluster.Log);
        using var analysed = new AnswerLines();
        (await CommandLine.RunAsync(["analyze", .. files, "--models", _folder["models"], "--out", _folder["work"], "--json"], analysed, TextWriter.Null)).ShouldBe(0);

        var (found, expected) = (Answer.ByFile(submitted.Lines), Answer.ByFile(analysed.Lines));
        expected.Count.ShouldBe(files.Length);
        found.Count.ShouldBe(files.Length);
        foreach (var (file, answer) in expected)
            found[file].ShouldBe(answer);
        Artifacts.ShouldBeEqual(submitted.Lines, analysed.Lines);

        (await cluster.StopAsync()).ShouldBe(0, cluster.Log);
    }

    [Fact]
    public async Task Services_end_with_axspa_even_when_it_is_killed()
    {
        LightModels.Write(_folder["models"]);
        await using var cluster = await RunningCluster.StartAsync(_folder["home"], _folder["models"], Serverless, "segmentation=2");
        var processes = cluster.Replicas.Select(cluster.ProcessOf).ToList();
        processes.Count.ShouldBe(7);

        await cluster.KillAsync();

        await Task.WhenAll(processes.Select(EndAsync)).WaitAsync(Patience.Token);
    }

    [Fact]
    public async Task Follow_ups_go_to_the_address_that_the_cluster_names_for_them()
    {
        LightModels.Write(_folder["models"]);
        File.WriteAllText(_folder["visits.csv"], "subject,visit,date\nanna,M0,2018-03-01\n");
        await using var cluster = await RunningCluster.StartAsync(_folder["home"], _folder["models"], Serverless, "longitudinal-risk=2");

        cluster.Registry.Port.ShouldNotBe(5082, "with --port 0 another cluster may have it");
        (await ImportAsync(cluster.Registry)).ShouldBe((0, "1 record on 1 line: 1 accepted\n", ""), cluster.Log);
        var refused = await ImportAsync(cluster.Intake);
        (refused.Code, refused.Output).ShouldBe((2, ""));
        refused.Errors.ShouldStartWith($"axspa: expected the service of axspa at {cluster.Intake} that answers this, found another");
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(int Code, string Output, string Errors)> ImportAsync(Uri server)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await CommandLine.RunAsync(["risk", "import", "--cohort", "PROOF", _folder["visits.csv"], "--server", $"{server}"], output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    private static async Task EndAsync(int id)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(id);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        catch (ArgumentException)
        {
            // It has ended already.
        }
    }

    private string Draw(int seed)
    {
        var file = _folder[$"{seed}.png"];
        File.WriteAllBytes(file, PngImage.Encode(LightRadiographs.Draw(192, 224, seed)));
        return file;
    }
}
