using System.Threading.Channels;
using AxSpA.Cloud.Cli;
using AxSpA.Cloud.Cli.Cluster;
using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Tests.Reference;
using Microsoft.Extensions.Time.Testing;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli.Cluster;

/// <summary>Real processes, as small as the shell; the clock is the tests'.</summary>
public sealed class SupervisionTests : IDisposable
{
    private static readonly Replica Cropping = new(Services.Cropping, 1);

    private readonly FakeTimeProvider _time = new();
    private readonly ChildStarter _starter = new();
    private readonly LineWriter _lines = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly string _go = Path.Combine(Path.GetTempPath(), $"axspa-go-{Guid.NewGuid():n}");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Process_that_dies_is_started_again_after_a_pause_that_doubles()
    {
        var run = Supervise("exit 3").RunAsync(_stopping.Token);

        foreach (var seconds in new[] { 1, 2, 4 })
        {
            (await _lines.NextAsync()).ShouldMatch("^cluster: +cropping/1 started, pid [0-9]+, gRPC http://127.0.0.1:1, health http://127.0.0.1:2$");
            (await _lines.NextAsync()).ShouldEndWith($"cropping/1 ended with 3, starts again in {seconds} s");
            _time.Advance(TimeSpan.FromSeconds(seconds));
        }

        await _stopping.CancelAsync();
        await run;
    }

    [Fact]
    public async Task Process_that_is_told_to_stop_is_waited_for_and_not_started_again()
    {
        var supervision = Supervise("trap 'echo drained; exit 0' TERM; echo up; while :; do sleep 0.05; done", (_, _) => Task.CompletedTask);
        var run = supervision.RunAsync(_stopping.Token);
        await supervision.FirstReady.WaitAsync(Cancellation);
        await _lines.UntilAsync("up");

        await _stopping.CancelAsync();
        await run.WaitAsync(Cancellation);

        (await _lines.UntilAsync("drained")).ShouldBe("cropping/1: drained");
    }

    [Fact]
    public async Task Process_that_does_not_stop_is_killed_and_that_is_said()
    {
        var supervision = Supervise("trap '' TERM; echo up; while :; do sleep 0.05; done", grace: TimeSpan.FromMilliseconds(100));
        var run = supervision.RunAsync(_stopping.Token);
        await _lines.UntilAsync("up");

        await _stopping.CancelAsync();
        await run.WaitAsync(Cancellation);

        await _lines.UntilAsync("cropping/1 killed: it did not end within 0 s");
    }

    [Fact]
    public async Task First_start_that_ends_over_its_configuration_ends_all_with_the_reason()
    {
        var run = Supervise($"echo 'cropping: Hosting:Broker:Uri: expected amqp://, found nothing' >&2; exit {ServiceProgram.Misconfigured}").RunAsync(_stopping.Token);

        (await Should.ThrowAsync<UsageException>(() => run)).Message
            .ShouldBe("expected a configuration that cropping/1 can run with, found: Hosting:Broker:Uri: expected amqp://, found nothing");
    }

    [Fact]
    public async Task All_are_stopped_when_one_cannot_run_as_configured()
    {
        var good = Supervise("trap 'echo drained; exit 0' TERM; echo up; while :; do sleep 0.05; done", (_, _) => Task.CompletedTask);
        var bad = Supervise($"while [ ! -e {_go} ]; do sleep 0.05; done; exit {ServiceProgram.Misconfigured}");
        var run = ClusterRun.RunAsync([good, bad], serversEnded: null, () => { }, _stopping.Token);
        await _lines.UntilAsync("up");

        await File.WriteAllTextAsync(_go, "", Cancellation);

        await Should.ThrowAsync<UsageException>(() => run.WaitAsync(Cancellation));
        await _lines.UntilAsync("drained");
    }

    [Fact]
    [Trait("Requirement", "CLI-03")]
    public async Task Servers_that_end_below_a_running_cluster_are_a_failure_and_no_wrong_call()
        => (await Should.ThrowAsync<FailedRunException>(() => ClusterRun.RunAsync([], Task.FromResult(3), () => { }, _stopping.Token)))
            .Message.ShouldBe("expected the servers to stay, found that they ended with 3");

    [Fact]
    public async Task Process_has_the_name_and_environment_that_it_was_given()
    {
        var start = new ReplicaStart("/bin/sh", ["-c", "echo $VALUE-$HOME; cat /proc/$$/comm; exit 1"], new Dictionary<string, string?> { ["VALUE"] = "v", ["HOME"] = null }, Address(1), Address(2), []);
        var run = new Supervision(Cropping, () => start, Never, _starter, Log(), TimeSpan.FromSeconds(20), _time).RunAsync(_stopping.Token);

        (await _lines.UntilAsync("-")).ShouldBe("cropping/1: v-");
        (await _lines.UntilAsync("sh")).ShouldEndWith("sh");
        await _stopping.CancelAsync();
        await run;
    }

    public void Dispose()
    {
        _starter.Dispose();
        _stopping.Dispose();
        _lines.Dispose();
        File.Delete(_go);
    }

    private Supervision Supervise(string script, Func<Uri, CancellationToken, Task>? ready = null, TimeSpan? grace = null)
    {
        var start = new ReplicaStart("/bin/sh", ["-c", script], new Dictionary<string, string?>(), Address(1), Address(2), []);
        return new Supervision(Cropping, () => start, ready ?? Never, _starter, Log(), grace ?? TimeSpan.FromSeconds(20), _time);
    }

    private LogLines Log() => new(_lines, [$"{Cropping}"]);

    private static Task Never(Uri health, CancellationToken cancellation) => Task.Delay(Timeout.InfiniteTimeSpan, cancellation);

    private static Uri Address(int port) => new($"http://127.0.0.1:{port}");

    /// <summary>Lines as they are written, for a test that waits for them.</summary>
    private sealed class LineWriter : StringWriter
    {
        private readonly Channel<string> _written = Channel.CreateUnbounded<string>();
        private string _line = "";

        public override void Write(char value) => _line += value;

        public override void Write(string? value) => _line += value;

        public override void WriteLine(string? value)
        {
            _written.Writer.TryWrite(_line + value);
            _line = "";
        }

        public async Task<string> NextAsync() => await _written.Reader.ReadAsync(Patience.Token);

        public async Task<string> UntilAsync(string end)
        {
            while (true)
            {
                var line = await NextAsync();
                if (line.EndsWith(end, StringComparison.Ordinal))
                    return line;
            }
        }
    }
}
