using System.Diagnostics;
using AxSpA.Cloud.Tests.Access;
using AxSpA.Cloud.Tests.Reference;

namespace AxSpA.Cloud.Servers.Tests.Servers;

/// <summary>
/// A real server of <c>tools/servers</c> on loopback, in a folder of its own: stopped, killed or started again it comes back on the same port with
/// the same data, and it is gone when this object is.
/// </summary>
internal sealed class Server : IAsyncDisposable
{
    /// <summary>Beyond the five times a minute that the script itself may take to start.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly TemporaryFolder _folder = new();
    private readonly string _script;
    private readonly string[] _options;

    private Server(string name, string[] options) => (_script, _options) = (Path.Combine(Repository(), "tools", "servers", name), options);

    /// <summary>Settings that a service needs to reach it, by configuration key (<c>Hosting:Broker:Uri</c> …).</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; private set; } = new Dictionary<string, string?>();

    public static Task<Server> RabbitMqAsync() => StartAsync("rabbitmq");

    /// <summary>With an address of <c>amqps://</c>.</summary>
    public static Task<Server> RabbitMqAsync(Certificates certificates) => StartAsync("rabbitmq", "--tls", certificates.CertificatePath, certificates.KeyPath);

    public static Task<Server> PostgreSqlAsync() => StartAsync("postgresql");

    public static Task<Server> AzuriteAsync() => StartAsync("azurite");

    /// <param name="name">Of its script.</param>
    /// <param name="options">Of each start.</param>
    public static async Task<Server> StartAsync(string name, params string[] options)
    {
        var server = new Server(name, options);
        try
        {
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it again after <see cref="StopAsync"/> or <see cref="KillAsync"/>, and changes nothing where it runs; returns when it is ready.</summary>
    public async Task StartAsync()
    {
        const string prefix = "AXSPA_";
        Settings = (await RunAsync("start", _options))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.StartsWith(prefix, StringComparison.Ordinal))
            .Select(line => line[prefix.Length..].Split('=', 2))
            .ToDictionary(pair => pair[0].Replace("__", ":", StringComparison.Ordinal), pair => (string?)pair[1]);
    }

    /// <summary>An orderly stop; returns when it has ended.</summary>
    public Task StopAsync() => RunAsync("stop");

    /// <summary>kill -9 of the server's own process.</summary>
    public Task KillAsync() => RunAsync("kill");

    public async ValueTask DisposeAsync()
    {
        await RunAsync("stop");
        _folder.Dispose();
    }

    private async Task<string> RunAsync(string verb, params string[] options)
    {
        using var process = Process.Start(new ProcessStartInfo(_script, [verb, _folder.Path, .. options]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var patience = new CancellationTokenSource(Limit);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"expected {_script} {verb} to end with 0, found {process.ExitCode}: {await errors}");
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AxSpA.Cloud.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("expected the tests to run below the folder of AxSpA.Cloud.sln");
    }
}
