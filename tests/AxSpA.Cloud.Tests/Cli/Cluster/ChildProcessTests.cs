using System.Diagnostics;
using System.Threading.Channels;
using AxSpA.Cloud.Cli.Cluster;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli.Cluster;

public sealed class ChildProcessTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    private readonly ChildStarter _starter = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Child_that_was_killed_has_ended_though_one_of_its_own_holds_its_streams()
    {
        var lines = Channel.CreateUnbounded<string>();
        using var child = await StartAsync("trap '' TERM; sleep 600 & echo $!; wait; wait", line => lines.Writer.TryWrite(line));
        using var left = Process.GetProcessById(int.Parse(await lines.Reader.ReadAsync(Cancellation), System.Globalization.CultureInfo.InvariantCulture));
        try
        {
            (await child.StopAsync(TimeSpan.FromMilliseconds(100)).WaitAsync(Long, Cancellation)).ShouldBeFalse();

            (await child.Ended.WaitAsync(Long, Cancellation)).ShouldBe(128 + 9);
            left.HasExited.ShouldBeFalse("what the test is about");
        }
        finally
        {
            left.Kill();
        }
    }

    [Fact]
    public async Task Child_whose_lines_nobody_can_take_goes_on()
    {
        // More than a pipe holds.
        using var child = await StartAsync("seq 1 100000; seq 1 100000 >&2; exit 7", _ => throw new IOException("no space left"));

        (await child.Ended.WaitAsync(Long, Cancellation)).ShouldBe(7);
    }

    public void Dispose() => _starter.Dispose();

    private async Task<ChildProcess> StartAsync(string script, Action<string> take)
        => new(await _starter.StartAsync("/bin/sh", ["-c", script], new Dictionary<string, string?>()), take, take);
}
