using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace AxSpA.Cloud.Cli.Cluster;

/// <summary>
/// Starts processes that end when this one does, even after kill -9, and that a Ctrl-C at the terminal does not reach: who stops first is decided here.
/// </summary>
/// <remarks>
/// <c>setpriv --pdeathsig</c> asks the kernel to signal the child when its parent is gone. By "parent" the kernel means the thread that forked, and threads of
/// the pool come and go, hence one thread of its own that lives as long as this object. <c>setsid</c> takes the child out of the terminal's process group.
/// Both become the program, which keeps its process id and has its own name.
/// </remarks>
internal sealed class ChildStarter : IDisposable
{
    private static readonly string[] Launcher = ["setsid", "setpriv", "--pdeathsig", "TERM", "--"];

    private readonly BlockingCollection<Action> _starts = [];
    private readonly Thread _thread;

    public ChildStarter()
    {
        _thread = new Thread(() =>
        {
            foreach (var start in _starts.GetConsumingEnumerable())
                start();
        })
        { IsBackground = true, Name = "starts children" };
        _thread.Start();
    }

    /// <param name="environment">Added to this process' own; null removes.</param>
    /// <exception cref="UsageException">The program cannot be started.</exception>
    public async Task<Process> StartAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?> environment)
    {
        var start = new ProcessStartInfo(Launcher[0], [.. Launcher[1..], program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in environment)
        {
            if (value is null)
                start.Environment.Remove(key);
            else
                start.Environment[key] = value;
        }

        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        _starts.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(start)!);
            }
            catch (Win32Exception refusal)
            {
                started.SetException(new UsageException($"expected {Launcher[0]} and {Launcher[1]} of util-linux, found: {refusal.Message}"));
            }
        });
        return await started.Task;
    }

    public void Dispose()
    {
        _starts.CompleteAdding();
        _thread.Join();
        _starts.Dispose();
    }
}
