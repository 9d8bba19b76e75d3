using System.Diagnostics;

namespace AxSpA.Cloud.Tests.Cli;

/// <summary>axspa as a process of its own, as a shell starts it. It ends with its test, and a test that waits for it gives up in time.</summary>
internal sealed class AxspaProcess : IDisposable
{
    /// <summary>Far beyond what any of these runs takes: only a process that would never end meets it.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

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
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Limit, TestContext.Current.CancellationToken);
    }

    /// <summary>SIGTERM, which axspa may answer in its own way.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits until the process has ended by itself.</summary>
    /// <returns>Its exit code, and what it wrote and nobody read as a line.</returns>
    public async Task<CommandRun> EndAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var (output, errors) = (_process.StandardOutput.ReadToEndAsync(cancellation), _process.StandardError.ReadToEndAsync(cancellation));
        await Task.WhenAll(output, errors, _process.WaitForExitAsync(cancellation)).WaitAsync(Limit, cancellation);
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
    {
        var cancellation = TestContext.Current.CancellationToken;
        return await stream.ReadLineAsync(cancellation).AsTask().WaitAsync(Limit, cancellation)
            ?? throw new EndOfStreamException("expected another line of axspa, found its end");
    }
}
