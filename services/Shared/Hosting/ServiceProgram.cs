using AxSpA.Cloud.Hosting.Edge;
using AxSpA.Cloud.Hosting.Listening;
using AxSpA.Cloud.Hosting.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Hosting;

/// <summary>A host on the web server: what every service's <c>Program.cs</c> is, and the one of all services together.</summary>
public static class ServiceProgram
{
    /// <summary>Options of the services come from the environment with this prefix: <c>AXSPA_Inference__Threads=1</c>, say.</summary>
    public const string EnvironmentPrefix = "AXSPA_";

    /// <summary>Exit status of a process that was configured in a way it cannot run with; restarting it changes nothing (sysexits' EX_CONFIG).</summary>
    public const int Misconfigured = 78;

    private const int Failed = 1;

    /// <summary>Builds the host that <paramref name="add"/> describes and runs it until it is told to stop.</summary>
    /// <param name="args">Options by key, after those of the environment.</param>
    /// <param name="service">The service's name, <see cref="Contracts.Services"/>.</param>
    /// <returns>The process' exit status.</returns>
    public static async Task<int> RunAsync(string[] args, string service, Action<Composition> add)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { Args = args, EnvironmentName = Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") });
        builder.AddLogLevels();
        builder.Configuration.AddEnvironmentVariables(EnvironmentPrefix).AddCommandLine(args);
        builder.AddLogs();
        try
        {
            await using var application = Build(builder, service, add);
            return await RunAsync(application);
        }
        catch (Exception failure) when (Misconfiguration.Of(failure, ListenOf(builder)) is { Count: > 0 } reasons)
        {
            return await RefuseAsync(service, reasons);
        }
    }

    /// <summary>Builds the host without starting it.</summary>
    /// <exception cref="OptionsValidationException">An option is out of its range; an <see cref="AggregateException"/> of them where several sections are.</exception>
    public static WebApplication Build(WebApplicationBuilder builder, string service, Action<Composition> add)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(add);
        builder.AddDaprSecrets();
        builder.AddListening();
        var composition = new Composition(builder, service) { Listens = true };
        add(composition);
        composition.Complete();
        var application = builder.Build();
        // All that is wrong is said at once, before anything is made of some of it.
        application.Services.GetService<IStartupValidator>()?.Validate();
        composition.Map(application);
        return application;
    }

    /// <returns>0 after an orderly stop; 1 where a part of it failed, which the host has logged and ended for: whoever runs the process starts it again.</returns>
    /// <exception cref="RefusedStartException">The host ended since it turned out that it cannot run as configured.</exception>
    private static async Task<int> RunAsync(WebApplication application)
    {
        var refusal = application.Services.GetRequiredService<StartRefusal>();
        var stopping = application.Lifetime.ApplicationStopping;
        var parts = new HostParts(application.Services);
        try
        {
            await application.RunAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // It was still starting when it was told to stop.
        }

        if (refusal.Reason is { } reason)
            throw reason;
        return parts.Failed ? Failed : 0;
    }

    /// <summary>For words only: where it cannot even be read, that is the failure.</summary>
    private static ListenOptions ListenOf(WebApplicationBuilder builder)
    {
        var usual = new ListenOptions();
        var section = builder.Configuration.GetSection(ListenOptions.Section);
        return new ListenOptions
        {
            Address = section[nameof(ListenOptions.Address)] ?? usual.Address,
            GrpcPort = int.TryParse(section[nameof(ListenOptions.GrpcPort)], out var grpc) ? grpc : usual.GrpcPort,
            HealthPort = int.TryParse(section[nameof(ListenOptions.HealthPort)], out var health) ? health : usual.HealthPort,
        };
    }

    private static async Task<int> RefuseAsync(string service, IEnumerable<string> reasons)
    {
        foreach (var reason in reasons)
            await Console.Error.WriteLineAsync($"{service}: {reason}");
        return Misconfigured;
    }
}
