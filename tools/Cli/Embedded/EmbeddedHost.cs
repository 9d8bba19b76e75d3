using System.Data.Common;
using System.Net.Sockets;
using AxSpA.Cloud.Classification;
using AxSpA.Cloud.Cli.Analysis;
using AxSpA.Cloud.Cropping;
using AxSpA.Cloud.Explanation;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Hosting.Access;
using AxSpA.Cloud.Hosting.Listening;
using AxSpA.Cloud.Hosting.Telemetry;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Ingestion;
using AxSpA.Cloud.LongitudinalRisk;
using AxSpA.Cloud.Segmentation;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Cli.Embedded;

/// <summary>All six services in one process: in-memory transport, blobs and SQLite in the work folder.</summary>
internal static class EmbeddedHost
{
    /// <summary>A host that listens nowhere, not started.</summary>
    /// <param name="settings">Options by key; they win over this class' own.</param>
    /// <param name="configure">Registrations after every service's.</param>
    public static IHost Build(
        WorkFolder folder, string models, IEnumerable<KeyValuePair<string, string?>> settings, Action<IServiceCollection>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        Configure(builder, folder, models, settings);
        var composition = new Composition(builder, Contracts.Services.All);
        composition.AddEveryService().Complete();
        configure?.Invoke(builder.Services);
        return builder.Build();
    }

    /// <summary>A host that serves gRPC and, on a port of its own (without TLS, HTTP/2 cannot share one), health; on loopback, not started.</summary>
    /// <param name="grpcPort">0 takes a free one.</param>
    /// <param name="healthPort">0 takes a free one.</param>
    /// <param name="configure">Registrations after every service's.</param>
    public static WebApplication BuildListening(
        WorkFolder folder,
        string models,
        int grpcPort,
        int healthPort,
        IEnumerable<KeyValuePair<string, string?>> settings,
        Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        Configure(
            builder,
            folder,
            models,
            [
                new($"{ListenOptions.Section}:{nameof(ListenOptions.GrpcPort)}", $"{grpcPort}"),
                new($"{ListenOptions.Section}:{nameof(ListenOptions.HealthPort)}", $"{healthPort}"),
                .. settings,
            ]);
        return ServiceProgram.Build(builder, Contracts.Services.All, composition =>
        {
            composition.AddEveryService();
            configure?.Invoke(composition.Services);
        });
    }

    /// <summary>Builds such a host and starts it.</summary>
    /// <exception cref="UsageException">As <see cref="StartAsync"/> says.</exception>
    /// <exception cref="FailedRunException">Likewise.</exception>
    public static async Task<WebApplication> StartListeningAsync(
        WorkFolder folder, string models, int grpcPort, int healthPort, CancellationToken cancellation)
    {
        WebApplication? application = null;
        try
        {
            await RefuseInWordsAsync(models, () =>
            {
                application = BuildListening(folder, models, grpcPort, healthPort, []);
                return Task.CompletedTask;
            });
            await application!.StartAsync(models, cancellation);
            return application!;
        }
        catch (Exception) when (application is not null)
        {
            await application.DisposeAsync();
            throw;
        }
    }

    /// <summary>The settings that both kinds of host share.</summary>
    private static void Configure(IHostApplicationBuilder builder, WorkFolder folder, string models, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var identityKey = Convert.ToBase64String(folder.ReadIdentityKey());
        builder.Configuration
            .AddInMemoryCollection(
            [
                new($"{HostingOptions.Section}:{nameof(HostingOptions.Folder)}", folder.Path),
                new($"{HostingOptions.Section}:{nameof(HostingOptions.ModelFolder)}", models),
                new($"{IntakeOptions.Section}:{nameof(IntakeOptions.IdentityKey)}", identityKey),
                new($"{RegistryOptions.Section}:{nameof(RegistryOptions.IdentityKey)}", identityKey),
                // It listens on loopback alone, for whoever works at this machine.
                new($"{AccessOptions.Section}:{nameof(AccessOptions.Anonymous)}", "true"),
                new("Logging:LogLevel:Default", nameof(LogLevel.Warning)),
                // What the database refuses is thrown too, to whoever asked it.
                new("Logging:LogLevel:Microsoft.EntityFrameworkCore", nameof(LogLevel.Critical)),
                // A start that fails is thrown to the caller as well, who says it better than a stack trace.
                new("Logging:LogLevel:Microsoft.Extensions.Hosting", nameof(LogLevel.None)),
                // Whoever asks for the health is answered, and a process that is no longer ready says so once.
                new("Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks", nameof(LogLevel.None)),
                // What a consumer's fault says reaches the ledger and the report; its stack trace is for those who ask for it.
                new("Logging:LogLevel:MassTransit", nameof(LogLevel.Critical)),
            ])
            .AddInMemoryCollection(settings)
            .AddEnvironmentVariables(ServiceProgram.EnvironmentPrefix);
        builder.Logging.ClearProviders().AddConfiguration(builder.Configuration.GetSection("Logging")).AddSimpleConsole();
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    /// <summary>All six services on one host.</summary>
    public static Composition AddEveryService(this Composition composition) => composition
        .AddIngestion()
        .AddSegmentation()
        .AddCropping()
        .AddClassification()
        .AddExplanation()
        .AddLongitudinalRisk();

    /// <summary>Starts a host; what its options or models lack is the caller's to mend.</summary>
    /// <exception cref="UsageException">An option is out of its range, a model is not what it should be, or the work folder cannot be written.</exception>
    /// <exception cref="FailedRunException">A part of it failed while it started.</exception>
    public static async Task StartAsync(this IHost host, string models, CancellationToken cancellation)
    {
        try
        {
            await RefuseInWordsAsync(models, () => StartAndWarmAsync(host, cancellation));
        }
        catch (SocketException refusal) when (refusal.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            // Unlike a port, no option of a command sets it: the configuration's key is the one to name.
            throw new UsageException(string.Join("; ", Misconfiguration.Of(refusal, host.Services.GetRequiredService<IOptions<ListenOptions>>().Value)));
        }
    }

    private static async Task StartAndWarmAsync(IHost host, CancellationToken cancellation)
    {
        var parts = new HostParts(host.Services);
        try
        {
            await host.StartAsync(cancellation);
            await host.WarmAsync(cancellation);
        }
        catch (OperationCanceledException) when (host.Services.GetRequiredService<StartRefusal>().Reason is not null)
        {
            // It was still starting when a model turned out to be one that cannot be run.
            throw host.Services.GetRequiredService<StartRefusal>().Reason!;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested && parts.Failed)
        {
            throw PartFailure.Of(host, parts)!;
        }
    }

    private static async Task RefuseInWordsAsync(string models, Func<Task> start)
    {
        try
        {
            await start();
        }
        catch (RefusedStartException refused) when (refused.InnerException is ModelRefusedException refusal)
        {
            throw new UsageException($"the models in {models} cannot be used: {refusal.Message}");
        }
        // A port that is taken is the caller's to name: it gave the port.
        catch (Exception refusal) when (refusal is not (IOException or SocketException) && Misconfiguration.Of(refusal, new ListenOptions()) is { Count: > 0 } reasons)
        {
            throw new UsageException(string.Join("; ", reasons));
        }
        catch (Exception refusal) when (refusal is DbException or UnauthorizedAccessException)
        {
            throw new UsageException($"expected a work folder that can be written, found: {refusal.Message}");
        }
    }
}
