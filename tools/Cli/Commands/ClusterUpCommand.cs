using System.CommandLine;
using System.Globalization;
using AxSpA.Cloud.Cli.Cluster;
using AxSpA.Cloud.Cli.Shipped;
using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Inference;
using Spectre.Console;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa cluster up</c>: every service as its own processes on RabbitMQ, PostgreSQL and Azurite, as Kubernetes would run them.</summary>
internal static class ClusterUpCommand
{
    /// <summary>Beyond the time in which a service lets its messages in hand finish.</summary>
    private static readonly TimeSpan GraceBeyondDrain = TimeSpan.FromSeconds(10);

    private static readonly Option<int> Port = CommonOptions.Port("--port", 5080, "port of intake (gRPC, axspa.v1) on 127.0.0.1; 0 takes a free one");

    private static readonly Option<int> RiskPort = CommonOptions.Port(
        "--risk-port", 5082, "port of longitudinal-risk (risk and readers ask it) on 127.0.0.1; 0, or --port 0 alone, takes a free one, as all other services do");

    private static readonly Option<string?> Folder = new("--folder")
    {
        Description = "folder that keeps the servers' data and the key of the pseudonyms; without it nothing is kept",
        HelpName = "DIR",
    };

    private static readonly Option<IReadOnlyList<KeyValuePair<string, int>>> Counts = new("--replicas")
    {
        Description = $"processes of a service, 1 where it isn't named: {string.Join(", ", Services.Each)}",
        HelpName = "SERVICE=N,…",
        DefaultValueFactory = _ => Replicas.Parse(""),
        CustomParser = text =>
        {
            try
            {
                return Replicas.Parse(string.Join(',', text.Tokens.Select(token => token.Value)));
            }
            catch (FormatException refusal)
            {
                text.AddError($"--replicas: {refusal.Message}");
                return null;
            }
        },
    };

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "up",
            "Starts RabbitMQ, PostgreSQL and Azurite and every service as its own process, starts again what dies, and stops all of it on Ctrl-C. "
            + "Servers that the environment names (AXSPA_Hosting__Broker__Kind and so on) are used instead.",
            "axspa cluster up --models models",
            "axspa cluster up --models models --replicas segmentation=2,classification=2 --port 5080 --folder cluster",
            "axspa submit pelvis.dcm --server http://127.0.0.1:5080",
            "axspa risk watch --server http://127.0.0.1:5082")
        {
            CommonOptions.Models,
            Counts,
            Port,
            RiskPort,
            Folder,
        };
        command.ExitCodes = new()
        {
            Completed = "stopped by Ctrl-C or SIGTERM",
            NotAllCompleted = "the servers did not start or did not stay",
            Usage = "wrong usage, models that cannot be used, a port or a folder in use, or settings that a service cannot run with",
            Interrupted = null,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult call, CancellationToken cancellation)
    {
        var models = Verified(ModelFolder.Of(call));
        var caller = CallerSettings.Read();
        var ownServers = CallerSettings.NameServers(caller);
        var ports = PortsOf(call);
        using var folder = ClusterFolder.Open(call.GetValue(Folder));
        using var starter = new ChildStarter();
        using var probe = new ReadinessProbe(TimeProvider.System);
        var errors = call.InvocationConfiguration.Error;
        var replicas = call.GetRequiredValue(Counts).SelectMany(count => Enumerable.Range(1, count.Value).Select(number => new Replica(count.Key, number))).ToList();
        var log = new LogLines(errors, [.. replicas.Select(replica => $"{replica}"), Supervision.Name, ServerProcesses.Name]);
        try
        {
            await using var servers = ownServers ? null : await ServerProcesses.StartAsync(starter, folder.Servers, log, cancellation);
            var environment = new ServiceEnvironment(
                caller, servers?.Settings ?? new Dictionary<string, string>(), models, folder.ReadIdentityKey(), new AnsiConsoleOutput(errors).IsTerminal);
            var scheme = caller.ContainsKey("Hosting:Tls:CertificatePath") ? Uri.UriSchemeHttps : Uri.UriSchemeHttp;
            var supervisions = replicas.ConvertAll(replica => new Supervision(
                replica, () => StartOf(replica, environment, folder, scheme, ports), probe.WaitAsync, starter, log, Grace(caller), TimeProvider.System));
            await ClusterRun.RunAsync(
                supervisions,
                servers?.Ended,
                () =>
                {
                    log.Write(Supervision.Name, $"risk and readers at {scheme}://127.0.0.1:{ports[Services.LongitudinalRisk]}");
                    SayReady(call.InvocationConfiguration.Output, $"{scheme}://127.0.0.1:{ports[Services.Ingestion]}");
                },
                cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Told to stop while the servers were starting; they have been stopped.
        }

        return ExitCode.Completed;
    }

    /// <param name="ports">Where callers expect the first replica of a service; the others take what is free.</param>
    private static ReplicaStart StartOf(Replica replica, ServiceEnvironment environment, ClusterFolder folder, string scheme, Dictionary<string, int> ports)
    {
        var program = Path.Combine(AppContext.BaseDirectory, replica.Program);
        if (!File.Exists(program))
            throw new UsageException($"expected {replica.Program} beside axspa, found none in {AppContext.BaseDirectory}");
        var expected = replica.Number == 1 && ports.ContainsKey(replica.Service);
        var free = FreePorts.Take(expected ? 1 : 2);
        var (grpc, health) = (expected ? ports[replica.Service] : free[1], free[0]);
        return new ReplicaStart(
            program,
            [],
            environment.Of(replica, folder.Of(replica), grpc, health),
            new Uri($"{scheme}://127.0.0.1:{grpc}"),
            new Uri($"http://127.0.0.1:{health}"),
            free);
    }

    private static void SayReady(TextWriter output, string address)
    {
        output.WriteLine($"ready {address}");
        output.Flush();
    }

    private static string Verified(string models)
    {
        try
        {
            ModelStore.Open(models);
            return Path.GetFullPath(models);
        }
        catch (ModelRefusedException refusal)
        {
            throw new UsageException($"the models in {models} cannot be used: {refusal.Message}");
        }
    }

    /// <summary>By service. Clusters that run beside each other are started with <c>--port 0</c>: they take a free one for both.</summary>
    private static Dictionary<string, int> PortsOf(ParseResult call)
    {
        var (port, risk) = (call.GetValue(Port), call.GetValue(RiskPort));
        if (port == 0 && call.GetResult(RiskPort) is null or { Implicit: true })
            risk = 0;
        if (port != 0 && port == risk)
            throw new UsageException($"--risk-port: expected another port than --port, found {port} for both");
        return new Dictionary<string, int> { [Services.Ingestion] = FreePort(Port, port), [Services.LongitudinalRisk] = FreePort(RiskPort, risk) };
    }

    private static int FreePort(Option<int> option, int port)
    {
        if (port == 0)
            return FreePorts.Take(1)[0];
        return FreePorts.RefusalOf(port) is { } refusal ? throw new UsageException($"{option.Name}: {refusal}") : port;
    }

    private static TimeSpan Grace(IReadOnlyDictionary<string, string> caller)
        => GraceBeyondDrain + (TimeSpan.TryParse(caller.GetValueOrDefault("Hosting:DrainTime"), CultureInfo.InvariantCulture, out var drain) ? drain : new HostingOptions().DrainTime);
}
