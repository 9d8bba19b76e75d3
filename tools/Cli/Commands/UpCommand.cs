using System.CommandLine;
using System.Net.Sockets;
using AxSpA.Cloud.Cli.Analysis;
using AxSpA.Cloud.Cli.Cluster;
using AxSpA.Cloud.Cli.Embedded;
using AxSpA.Cloud.Cli.Shipped;
using AxSpA.Cloud.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa up</c>: all services in this process, listening on loopback until stopped.</summary>
internal static class UpCommand
{
    private static readonly Option<int> GrpcPort = CommonOptions.Port("--grpc-port", 5080, "port of gRPC (axspa.v1), HTTP/2 without TLS; 0 takes a free one");

    private static readonly Option<int> HealthPort = CommonOptions.Port("--health-port", 5081, "port of /health/live and /health/ready, HTTP/1.1; 0 takes a free one");

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "up",
            "Runs all services and listens on loopback; drives everything that waits in the work folder.",
            "axspa up --models models --out work",
            "curl http://127.0.0.1:5081/health/ready")
        {
            CommonOptions.Models,
            CommonOptions.WorkFolder,
            GrpcPort,
            HealthPort,
        };
        command.ExitCodes = new()
        {
            Completed = "stopped by Ctrl-C or SIGTERM",
            NotAllCompleted = "a part of the system failed, and it stopped; the same command goes on",
            Usage = "wrong usage, models that cannot be used, a port or a work folder in use",
            Interrupted = "stopped before it was up",
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult call, CancellationToken cancellation)
    {
        using var folder = WorkFolder.Open(call.GetRequiredValue(CommonOptions.WorkFolder));
        var models = ModelFolder.Of(call);
        var (grpc, health) = (call.GetValue(GrpcPort), call.GetValue(HealthPort));
        await using var application = await StartAsync(folder, models, grpc, health, cancellation);

        // As bound, in the order of the endpoints: port 0 has become a free one.
        var (bound, boundHealth) = (application.Urls.First(), application.Urls.Last());
        await call.InvocationConfiguration.Error.WriteLineAsync($"axspa: up; gRPC on {bound}, health on {boundHealth}/health/ready; Ctrl-C stops");
        return await StayUpAsync(application, call.InvocationConfiguration.Error, cancellation);
    }

    /// <summary>Until it is stopped, or one of its parts fails, which the host has logged and ends for: half a system would take radiographs in and never end them.</summary>
    internal static async Task<int> StayUpAsync(IHost host, TextWriter errors, CancellationToken cancellation)
    {
        var parts = new HostParts(host.Services);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var byCaller = cancellation.Register(() => ended.TrySetResult());
        await using var byItself = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => ended.TrySetResult());
        await ended.Task;
        await host.StopAsync(CancellationToken.None);
        if (PartFailure.Of(host, parts) is not { } failure)
            return ExitCode.Completed;
        await errors.WriteLineAsync($"axspa: {failure.Message}");
        return ExitCode.NotAllCompleted;
    }

    private static async Task<WebApplication> StartAsync(WorkFolder folder, string models, int grpc, int health, CancellationToken cancellation)
    {
        try
        {
            return await EmbeddedHost.StartListeningAsync(folder, models, grpc, health, cancellation);
        }
        catch (IOException refusal)
        {
            throw new UsageException($"expected free ports {grpc} and {health} on 127.0.0.1, found: {refusal.Message}");
        }
        catch (SocketException refusal) when (refusal.SocketErrorCode == SocketError.AccessDenied)
        {
            // It doesn't say which of both.
            throw new UsageException(FreePorts.RefusalOf(grpc) is { } ofGrpc ? $"{GrpcPort.Name}: {ofGrpc}" : $"{HealthPort.Name}: {FreePorts.RefusalOf(health) ?? refusal.Message}");
        }
    }
}
