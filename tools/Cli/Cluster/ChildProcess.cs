using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AxSpA.Cloud.Cli.Cluster;

/// <summary>A process that was started here: its lines are handed on, and it is stopped by its own id.</summary>
internal sealed class ChildProcess : IDisposable
{
    private const int SigTerm = 15;

    /// <summary>Its last lines are there when it has ended; what comes later is a process that it left behind, which may hold its streams for as long as it likes.</summary>
    private static readonly TimeSpan LinesWithin = TimeSpan.FromSeconds(2);

    /// <summary>The kernel ends a killed process at once, unless a broken disk holds it.</summary>
    private static readonly TimeSpan KilledWithin = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly Task _lines;

    /// <param name="output">Given each line of standard output.</param>
    /// <param name="errors">Given each line of standard error.</param>
    public ChildProcess(Process process, Action<string> output, Action<string> errors)
    {
        _process = process;
        _lines = Task.WhenAll(HandOnAsync(process.StandardOutput, output), HandOnAsync(process.StandardError, errors));
        Ended = EndAsync();
    }

    public int Id => _process.Id;

    /// <summary>Completes when it has ended and its lines were handed on, with its exit status: 128 and the signal's number where a signal ended it.</summary>
    public Task<int> Ended { get; }

    /// <summary>SIGTERM, then SIGKILL where it does not end in time.</summary>
    /// <returns>Whether it ended by itself.</returns>
    public async Task<bool> StopAsync(TimeSpan patience)
    {
        if (!_process.HasExited)
            _ = Kill(_process.Id, SigTerm);
        try
        {
            await Ended.WaitAsync(patience);
            return true;
        }
        catch (TimeoutException)
        {
            _process.Kill();
            await Task.WhenAny(Ended, Task.Delay(KilledWithin));
            return false;
        }
    }

    public void Dispose() => _process.Dispose();

    private async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync();
        if (await Task.WhenAny(_lines, Task.Delay(LinesWithin)) == _lines)
            await _lines;
        return _process.ExitCode;
    }

    private static async Task HandOnAsync(StreamReader stream, Action<string> take)
    {
        while (await stream.ReadLineAsync() is { } line)
        {
            try
            {
                take(line);
            }
            catch (Exception full) when (full is IOException or ObjectDisposedException)
            {
                // A full disk, say, takes no more of the log. Who writes it must not stand still over that, as it would once the pipe is full.
            }
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int process, int signal);
}
