using AxSpA.Cloud.Classification;
using AxSpA.Cloud.Cropping;
using AxSpA.Cloud.Explanation;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Ingestion;
using AxSpA.Cloud.Ingestion.Ledger;
using AxSpA.Cloud.LongitudinalRisk;
using AxSpA.Cloud.Segmentation;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AxSpA.Cloud.Cli.Embedded;

/// <summary>Every service in one process: in-memory transport, a folder of blobs, SQLite.</summary>
internal static class EmbeddedSystem
{
    /// <summary>All six services on one host.</summary>
    public static Composition AddEveryService(this Composition composition) => composition
        .AddIngestion()
        .AddSegmentation()
        .AddCropping()
        .AddClassification()
        .AddExplanation()
        .AddLongitudinalRisk();

    /// <summary>A host that listens to nobody, not started yet.</summary>
    /// <param name="settings">Folders and switches.</param>
    /// <param name="configure">Further registrations, before the host is built.</param>
    public static IHost Build(EmbeddedSettings settings, Action<IServiceCollection>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        Configure(builder, settings);
        var composition = new Composition(builder).AddEveryService();
        composition.Complete();
        configure?.Invoke(builder.Services);
        var host = builder.Build();
        if (settings.OnlyGiven)
            host.Services.GetRequiredService<DispatchScope>().Restrict();
        return host;
    }

    /// <summary>A host that serves gRPC and health, not started yet.</summary>
    /// <param name="settings">Folders and switches.</param>
    /// <param name="listen">Where it listens.</param>
    public static WebApplication BuildListening(EmbeddedSettings settings, Action<WebApplicationBuilder> listen)
    {
        var builder = WebApplication.CreateSlimBuilder();
        Configure(builder, settings);
        listen(builder);
        return ServiceProgram.Build(builder, composition => composition.AddEveryService());
    }

    private static void Configure(IHostApplicationBuilder builder, EmbeddedSettings settings)
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Hosting:Folder"] = settings.WorkFolder,
            ["Hosting:ModelFolder"] = settings.ModelFolder,
            ["Ingestion:Intake:IdentityKey"] = Convert.ToBase64String(IdentityKeyFile.ReadOrCreate(settings.WorkFolder)),
            ["Classification:KeepInput"] = settings.KeepInput ? "true" : "false",
        });
        builder.Configuration.AddInMemoryCollection(settings.Overrides);
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // A fault reaches the person as an analysis' result; the bus' own stack traces do not help them.
        builder.Logging.AddFilter("MassTransit", LogLevel.Critical);
    }
}
