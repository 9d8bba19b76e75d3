using AxSpA.Cloud.Cli;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Servers.Tests.Cluster;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Servers.Tests.Chaos;

/// <summary>A whole cluster on real servers, one process a service, through which radiographs go while something is done to it.</summary>
public sealed class DisturbedCluster : IAsyncLifetime
{
    private const int Radiographs = 100;

    /// <summary>Results after which the disturbance comes: the rest is on its way or still to be sent.</summary>
    private const int Undisturbed = 15;

    /// <summary>How many answers are held against the embedded system's; that all are there and none twice is asked of every one.</summary>
    private const int Compared = 20;

    private readonly TemporaryFolder _folder = new();
    private int _scenario;
    private ClusterServers? _servers;
    private RunningCluster? _cluster;

    internal ClusterServers Servers => _servers!;

    internal RunningCluster Cluster => _cluster!;

    public async ValueTask InitializeAsync()
    {
        LightModels.Write(_folder["models"]);
        _servers = await ClusterServers.StartAsync();
        // A process killed between counting an attempt and sending it leaves it to the deadline, ten minutes unless told otherwise.
        _cluster = await RunningCluster.StartAsync(
            _folder["home"], _folder["models"], [.. _servers.Settings, new("Ingestion:Ledger:Deadline", "00:00:30")]);
    }

    /// <summary>Sends radiographs that nobody has seen, disturbs the system meanwhile, and asks that nothing is lost, doubled or changed.</summary>
    internal async Task NothingIsLostDoubledOrChangedAsync(Func<Task> disturb)
    {
        var scenario = ++_scenario;
        var site = $"scenario-{scenario}";
        var files = Enumerable.Range(1, Radiographs).Select(number => Draw(scenario, number)).ToList();
        using var answers = new AnswerLines();
        var submitting = CommandLine.RunAsync(
            ["submit", .. files, "--server", $"{Cluster.Intake}", "--site", site, "--json", "--at-once", "8", "--patience", "180"], answers, TextWriter.Null);
        await answers.CountAsync(Undisturbed);
        await disturb();
        var code = await submitting.WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);

        var given = Answer.ByFile(answers.Lines);
        code.ShouldBe(0, Cluster.Log[^Math.Min(Cluster.Log.Length, 8000)..]);
        given.Count.ShouldBe(Radiographs);
        await new DurableState(Servers.Database.Settings["Hosting:Database:ConnectionString"]!)
            .NothingIsLostOrDoubledAsync(site, Radiographs, TestContext.Current.CancellationToken);
        foreach (var (file, expected) in await EmbeddedAnswersAsync(scenario, files[..Compared]))
            given[file].ShouldBe(expected);
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
            await _cluster.DisposeAsync();
        if (_servers is not null)
            await _servers.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<IReadOnlyDictionary<string, string>> EmbeddedAnswersAsync(int scenario, IReadOnlyList<string> files)
    {
        using var answers = new AnswerLines();
        (await CommandLine.RunAsync(
            ["analyze", .. files, "--models", _folder["models"], "--out", _folder[$"work-{scenario}"], "--json"], answers, TextWriter.Null)).ShouldBe(0);
        return Answer.ByFile(answers.Lines);
    }

    private string Draw(int scenario, int number)
    {
        var file = Path.Combine(Directory.CreateDirectory(_folder[$"scenario-{scenario}"]).FullName, $"{number}.png");
        File.WriteAllBytes(file, PngImage.Encode(LightRadiographs.Draw(192, 224, seed: (scenario * 1000) + number)));
        return file;
    }
}
