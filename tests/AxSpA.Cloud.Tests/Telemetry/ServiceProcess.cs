using System.Diagnostics;
using System.Text.Json;
using AxSpA.Cloud.Tests.Reference;

namespace AxSpA.Cloud.Tests.Telemetry;

/// <summary>One service as a process of its own, in a folder of its own and with the broker in memory; it ends with its test.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;

    /// <param name="assembly"><c>AxSpA.Cloud.Ingestion</c>, say.</param>
    /// <param name="settings">Settings by key.</param>
    public ServiceProcess(string assembly, params (string Key, string Value)[] settings)
    {
        LightModels.Write(_folder["models"], seed: 2);
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Path.Combine(AppContext.BaseDirectory, assembly + ".dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        (string Key, string Value)[] usual =
        [
            ("Hosting:Folder", _folder["work"]),
            ("Hosting:ModelFolder", _folder["models"]),
            ("Hosting:Listen:GrpcPort", "0"),
            ("Hosting:Listen:HealthPort", "0"),
            ("Hosting:Access:Anonymous", "true"),
            ("Ingestion:Intake:IdentityKey", Convert.ToBase64String(new byte[32])),
        ];
        foreach (var (key, value) in usual.Concat(settings))
            start.Environment["AXSPA_" + key.Replace(":", "__", StringComparison.Ordinal)] = value;
        _process = Process.Start(start)!;
    }

    /// <summary>The next line of the log, on standard output, that fits.</summary>
    public async Task<JsonElement> LogAsync(Func<JsonElement, bool> fits)
    {
        var cancellation = Patience.Token;
        while (await _process.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            var entry = JsonDocument.Parse(line).RootElement;
            if (fits(entry))
                return entry;
        }

        throw new EndOfStreamException($"expected a line of the log that fits, found the end: {await _process.StandardError.ReadToEndAsync(cancellation)}");
    }

    /// <summary>Waits until it has ended by itself.</summary>
    public async Task<(int Code, string Errors)> EndAsync()
    {
        var cancellation = Patience.Token;
        var (output, errors) = (_process.StandardOutput.ReadToEndAsync(cancellation), _process.StandardError.ReadToEndAsync(cancellation));
        await Task.WhenAll(output, errors, _process.WaitForExitAsync(cancellation));
        return (_process.ExitCode, await errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        _folder.Dispose();
    }
}
