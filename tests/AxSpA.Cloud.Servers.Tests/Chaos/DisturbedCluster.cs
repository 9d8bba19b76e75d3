using AxSpA.Cloud.Cli;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Servers.Tests.Cluster;
using AxSpA.Cloud.Servers.Tests.Messaging;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Servers.Tests.Chaos;

/// <summary>A whole cluster on real servers, one process a service, through which radiographs go while something is done to it.</summary>
public sealed class DisturbedCluster : IAsyncLifetime
{
    private const int Radiographs = 100;

    /// <summary>Results after which the disturbance comes: the rest is on its way or still to be sent.</summary>
    private const int Undisturbed = 15;

    /// <summary>Every so many, before, during and after the disturbance, is held against the embedded system; that all are there and none twice is asked of every one.</summary>
    private const int Compared = 5;

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
        var submitting = SubmitAsync(files, site, answers);
        await answers.CountAsync(Undisturbed);
        await disturb();
        var code = await submitting.WaitAsync(TimeSpan.FromMinutes(15), TestContext.Current.CancellationToken);

        var given = Answer.ByFile(answers.Lines);
        code.ShouldBe(0, Cluster.Log[^Math.Min(Cluster.Log.Length, 8000)..]);
        given.Count.ShouldBe(Radiographs);
        await new DurableState(Servers.Database.Settings["Hosting:Database:ConnectionString"]!)
            .NothingIsLostOrDoubledAsync(site, Radiographs, Patience.Token);
        List<string> compared = [.. files.Where((_, number) => number % Compared == 0)];
        using var embedded = new AnswerLines();
        (await CommandLine.RunAsync(["analyze", .. compared, "--models", _folder["models"], "--out", _folder[$"work-{scenario}"], "--json"], embedded, TextWriter.Null)).ShouldBe(0);
        foreach (var (file, expected) in Answer.ByFile(embedded.Lines))
            given[file].ShouldBe(expected);
        // Sent again they are known, and only what was stored is fetched.
        using var fetched = new AnswerLines();
        (await SubmitAsync(compared, site, fetched, "--out", _folder[$"fetched-{scenario}"])).ShouldBe(0);
        Artifacts.ShouldBeEqual(fetched.Lines, embedded.Lines);
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
            await _cluster.DisposeAsync();
        if (_servers is not null)
            await _servers.DisposeAsync();
        _folder.Dispose();
    }

    private Task<int> SubmitAsync(IEnumerable<string> files, string site, AnswerLines answers, params string[] options)
        => CommandLine.RunAsync(
            ["submit", .. files, "--server", $"{Cluster.Intake}", "--site", site, "--json", "--at-once", "8", "--patience", "180", .. options], answers, TextWriter.Null);

    private string Draw(int scenario, int number)
    {
        var file = Path.Combine(Directory.CreateDirectory(_folder[$"scenario-{scenario}"]).FullName, $"{number}.png");
        File.WriteAllBytes(file, PngImage.Encode(LightRadiographs.Draw(192, 224, seed: (scenario * 1000) + number)));
        return file;
    }
}
