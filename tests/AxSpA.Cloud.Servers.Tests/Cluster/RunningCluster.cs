using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace AxSpA.Cloud.Servers.Tests.Cluster;

/// <summary><c>axspa cluster up</c> as a process of its own, on servers that the test holds. It ends with its test, and takes its services along.</summary>
internal sealed partial class RunningCluster : IAsyncDisposable
{
    /// <summary>Far beyond what a start or a stop takes: only a process that would never end meets it.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly ConcurrentDictionary<string, Started> _replicas = [];
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Uri> _registry = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;

    private RunningCluster(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput, TakeOutput), ReadAsync(process.StandardError, TakeError));
    }

    /// <summary>Intake's gRPC.</summary>
    public Uri Intake { get; private set; } = new("http://127.0.0.1");

    /// <summary>LongitudinalRisk's gRPC.</summary>
    public Uri Registry { get; private set; } = new("http://127.0.0.1");

    /// <summary>Every line of the log so far, for the words of a failed assertion.</summary>
    public string Log => string.Join('\n', _lines);

    public IEnumerable<string> Replicas => _replicas.Keys;

    /// <summary>Starts it, and returns when every replica is ready.</summary>
    /// <param name="home">Stands for the user's home, so that the user's own key is not touched.</param>
    /// <param name="models">The model folder.</param>
    /// <param name="settings">By configuration key: those of the servers, and others.</param>
    /// <param name="replicas">As <c>--replicas</c> takes it; empty for one each.</param>
    public static async Task<RunningCluster> StartAsync(string home, string models, IEnumerable<KeyValuePair<string, string?>> settings, string replicas = "")
    {
        string[] counts = replicas.Length == 0 ? [] : ["--replicas", replicas];
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "axspa.dll"), "cluster", "up", "--models", models, "--port", "0", .. counts])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = home;
        start.Environment["XDG_CONFIG_HOME"] = Path.Combine(home, "config");
        // What a killed axspa cannot remove goes with the test.
        start.Environment["TMPDIR"] = Directory.CreateDirectory(home).FullName;
        foreach (var (key, value) in settings)
            start.Environment["AXSPA_" + key.Replace(":", "__", StringComparison.Ordinal)] = value;
        var cluster = new RunningCluster(Process.Start(start)!);
        try
        {
            var ready = Task.WhenAll(cluster._ready.Task, cluster._registry.Task);
            var first = await Task.WhenAny(ready, cluster._process.WaitForExitAsync()).WaitAsync(Limit, TestContext.Current.CancellationToken);
            if (first != ready)
                throw new InvalidOperationException("expected a cluster that is ready, found its end");
            (cluster.Intake, cluster.Registry) = (await cluster._ready.Task, await cluster._registry.Task);
            return cluster;
        }
        catch (Exception failure) when (failure is InvalidOperationException or TimeoutException)
        {
            await cluster.DisposeAsync();
            throw new InvalidOperationException($"{failure.Message}:\n{cluster.Log}");
        }
    }

    /// <summary>The process id of a replica, <c>segmentation/1</c> say, as it was started last.</summary>
    public int ProcessOf(string replica) => _replicas[replica].Process;

    /// <summary>kill -9 of a replica.</summary>
    /// <returns>Completes when the process that takes its place is ready.</returns>
    public async Task KillAsync(string replica)
    {
        var next = new Started();
        var killed = _replicas[replica].Process;
        _replicas[replica] = next;
        using (var process = Process.GetProcessById(killed))
            process.Kill();
        await next.Ready.Task.WaitAsync(Limit, TestContext.Current.CancellationToken);
    }

    /// <summary>SIGTERM.</summary>
    /// <returns>The exit status.</returns>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        await Task.WhenAll(_reading, _process.WaitForExitAsync()).WaitAsync(Limit);
        return _process.ExitCode;
    }

    /// <summary>kill -9 of axspa itself: its services have to notice.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Limit);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_process.HasExited)
                await StopAsync();
        }
        finally
        {
            if (!_process.HasExited)
                _process.Kill();
            _process.Dispose();
        }
    }

    private static async Task ReadAsync(StreamReader stream, Action<string> take)
    {
        while (await stream.ReadLineAsync() is { } line)
            take(line);
    }

    private void TakeOutput(string line)
    {
        _lines.Enqueue(line);
        if (line.StartsWith("ready ", StringComparison.Ordinal))
            _ready.TrySetResult(new Uri(line["ready ".Length..]));
    }

    private void TakeError(string line)
    {
        _lines.Enqueue(line);
        if (StartedLine().Match(line) is { Success: true } started)
            _replicas.GetOrAdd(started.Groups["replica"].Value, _ => new Started()).Process = int.Parse(started.Groups["process"].Value, System.Globalization.CultureInfo.InvariantCulture);
        else if (ReadyLine().Match(line) is { Success: true } ready)
            _replicas[ready.Groups["replica"].Value].Ready.TrySetResult();
        else if (RegistryLine().Match(line) is { Success: true } registry)
            _registry.TrySetResult(new Uri(registry.Groups["address"].Value));
    }

    [GeneratedRegex("^cluster: +(?<replica>[a-z-]+/[0-9]+) started, pid (?<process>[0-9]+),")]
    private static partial Regex StartedLine();

    [GeneratedRegex("^cluster: +(?<replica>[a-z-]+/[0-9]+) ready$")]
    private static partial Regex ReadyLine();

    [GeneratedRegex("^cluster: +risk and readers at (?<address>http://127.0.0.1:[0-9]+)$")]
    private static partial Regex RegistryLine();

    /// <summary>A replica's process as the log tells of it.</summary>
    private sealed class Started
    {
        public int Process { get; set; }

        public TaskCompletionSource Ready { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
