namespace AxSpA.Cloud.Cli.Cluster;

/// <summary>RabbitMQ, PostgreSQL and Azurite on loopback, by the checkout's <c>tools/servers/up</c>. They end with this process, however that ends.</summary>
internal sealed class ServerProcesses : IAsyncDisposable
{
    /// <summary>Whose lines they are in the log.</summary>
    public const string Name = "servers";

    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(45);

    private readonly ChildProcess _up;

    private ServerProcesses(ChildProcess up, IReadOnlyDictionary<string, string> settings) => (_up, Settings) = (up, settings);

    /// <summary>What a service needs to reach them, by configuration key.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Completes when they have ended, with the script's exit status.</summary>
    public Task<int> Ended => _up.Ended;

    /// <summary>Starts them and waits until they are ready; what is not installed is installed first, which takes minutes.</summary>
    /// <param name="folder">Where they keep their data; null to keep nothing.</param>
    /// <param name="only">Those that are started, where not all three are wanted.</param>
    /// <exception cref="UsageException">There is no checkout.</exception>
    /// <exception cref="FailedRunException">They did not start.</exception>
    public static async Task<ServerProcesses> StartAsync(ChildStarter starter, string? folder, LogLines log, CancellationToken cancellation, params IReadOnlyList<string> only)
    {
        string[] arguments = folder is null ? ["--until-eof", .. only] : ["--until-eof", "--folder", folder, .. only];
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = "nothing";
        var up = new ChildProcess(
            await starter.StartAsync(Script(), arguments, new Dictionary<string, string?>()),
            line =>
            {
                if (line == "ready")
                    ready.TrySetResult();
                else if (line.StartsWith(Hosting.ServiceProgram.EnvironmentPrefix, StringComparison.Ordinal) && line.Split('=', 2) is [var variable, var value])
                    settings[CallerSettings.KeyOf(variable)] = value;
            },
            line => log.Write(Name, said = line));
        try
        {
            if (await Task.WhenAny(ready.Task, up.Ended).WaitAsync(cancellation) == up.Ended)
                throw new FailedRunException($"expected the servers to start, found that they ended with {await up.Ended}: {said}");
            return new ServerProcesses(up, settings);
        }
        catch (Exception failure) when (failure is FailedRunException or OperationCanceledException)
        {
            await up.StopAsync(StopsWithin);
            up.Dispose();
            throw;
        }
    }

    /// <summary>Stops them and waits until they have gone.</summary>
    public async ValueTask DisposeAsync()
    {
        await _up.StopAsync(StopsWithin);
        _up.Dispose();
    }

    private static string Script()
    {
        if (Checkout.Folder is { } checkout)
            return Path.Combine(checkout, "tools", "servers", "up");
        throw new UsageException(
            $"expected axspa to run from a checkout, whose tools/servers starts RabbitMQ, PostgreSQL and Azurite, found none above {AppContext.BaseDirectory}; "
            + "or name your own servers in the environment: AXSPA_Hosting__Broker__Kind, AXSPA_Hosting__Blobs__Kind, AXSPA_Hosting__Database__Kind and their settings");
    }
}
