using System.Diagnostics;
using System.Runtime.InteropServices;
using AxSpA.Cloud.Tests.Reference;

namespace AxSpA.Cloud.Tests.Cli;

/// <summary>axspa as a process of its own, as a shell starts it. It ends with its test, and a test that waits for it gives up in time.</summary>
internal sealed class AxspaProcess : IDisposable
{
    private const int Term = 15, Continue = 18, Stop = 19;

    private readonly Process _process;

    private AxspaProcess(Process process) => _process = process;

    /// <param name="home">Stands for the user's home, so that the user's own key is not touched.</param>
    /// <param name="arguments">Of axspa.</param>
    public static AxspaProcess Start(string home, params string[] arguments) => StartBy([], home, arguments);

    /// <summary>The same through another program that becomes axspa, <c>setpriv</c> say.</summary>
    public static AxspaProcess StartBy(IReadOnlyList<string> starter, string home, params string[] arguments)
    {
        string[] program = [Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", Path.Combine(AppContext.BaseDirectory, "axspa.dll")];
        string[] line = [.. starter, .. program, .. arguments];
        var start = new ProcessStartInfo(line[0], line[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HOME"] = home;
        start.Environment["XDG_CONFIG_HOME"] = Path.Combine(home, "config");
        // A failed attempt is followed by the next at once: these tests ask what becomes of it, not how long it waits.
        start.Environment["AXSPA_Ingestion__Ledger__FaultPause"] = "00:00:00.010";
        // On a machine that pauses the web server warns of that, beside what these tests read.
        start.Environment["AXSPA_Logging__LogLevel__Microsoft.AspNetCore.Server.Kestrel"] = "Error";
        return new AxspaProcess(Process.Start(start)!);
    }

    public static async Task<CommandRun> RunAsync(string home, params string[] arguments)
    {
        using var process = Start(home, arguments);
        return await process.EndAsync();
    }

    public bool HasEnded => _process.HasExited;

    /// <summary>The next line of standard output.</summary>
    public Task<string> OutputLineAsync() => LineOf(_process.StandardOutput);

    /// <summary>The next line of standard error.</summary>
    public Task<string> ErrorLineAsync() => LineOf(_process.StandardError);

    /// <summary>kill -9: the process runs no line of its own any more.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(Patience.Token);
    }

    /// <summary>SIGTERM, which axspa may answer in its own way.</summary>
    public void Terminate() => Signal(Term);

    /// <summary>Holds the process where it is until <see cref="Resume"/>.</summary>
    public void Hold() => Signal(Stop);

    public void Resume() => Signal(Continue);

    /// <summary>Waits until the process has ended by itself.</summary>
    /// <returns>Its exit code, and what it wrote and nobody read as a line.</returns>
    public async Task<CommandRun> EndAsync()
    {
        var cancellation = Patience.Token;
        var (output, errors) = (_process.StandardOutput.ReadToEndAsync(cancellation), _process.StandardError.ReadToEndAsync(cancellation));
        await Task.WhenAll(output, errors, _process.WaitForExitAsync(cancellation));
        return new CommandRun(_process.ExitCode, await output, await errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static async Task<string> LineOf(StreamReader stream)
        => await stream.ReadLineAsync(Patience.Token) ?? throw new EndOfStreamException("expected another line of axspa, found its end");

    /// <summary>A process that has just ended takes none.</summary>
    private void Signal(int number) => _ = Kill(_process.Id, number);

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
