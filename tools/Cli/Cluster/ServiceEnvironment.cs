using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Hosting;

namespace AxSpA.Cloud.Cli.Cluster;

/// <summary>The environment of each service process: the keys that Kubernetes would give it, and no others.</summary>
/// <param name="caller">Settings of the caller's environment; they win.</param>
/// <param name="servers">Settings of the servers that were started.</param>
/// <param name="models">The model folder.</param>
/// <param name="identityKey">Of all pseudonyms.</param>
/// <param name="plainLogs">Whether a person reads the logs.</param>
internal sealed class ServiceEnvironment(
    IReadOnlyDictionary<string, string> caller, IReadOnlyDictionary<string, string> servers, string models, byte[] identityKey, bool plainLogs)
{
    private static readonly string[] WithDatabase = [Services.Ingestion, Services.LongitudinalRisk];
    private static readonly string[] WithModels = [Services.Ingestion, Services.Segmentation, Services.Classification];

    /// <summary>By variable; null removes what this process inherited.</summary>
    /// <param name="workFolder">The replica's own.</param>
    public IReadOnlyDictionary<string, string?> Of(Replica replica, string workFolder, int grpcPort, int healthPort)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Hosting:Folder"] = workFolder,
            ["Hosting:ModelFolder"] = models,
            ["Hosting:Listen:Address"] = "127.0.0.1",
            ["Ingestion:Ledger:Window"] = "16",
            ["Ingestion:Intake:IdentityKey"] = Convert.ToBase64String(identityKey),
            ["LongitudinalRisk:Registry:IdentityKey"] = Convert.ToBase64String(identityKey),
        };
        if (plainLogs)
            settings["Hosting:Telemetry:JsonLogs"] = $"{false}";
        if (!caller.Keys.Any(key => key.StartsWith("Hosting:Access:", StringComparison.OrdinalIgnoreCase)))
            settings["Hosting:Access:Anonymous"] = $"{true}";
        foreach (var (key, value) in servers.Concat(caller))
            settings[key] = value;
        settings["Hosting:Listen:GrpcPort"] = $"{grpcPort}";
        settings["Hosting:Listen:HealthPort"] = $"{healthPort}";

        var environment = caller.Keys.ToDictionary(CallerSettings.VariableOf, _ => (string?)null, StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in settings.Where(setting => Concerns(setting.Key, replica.Service)))
            environment[CallerSettings.VariableOf(key)] = value;
        environment["DOTNET_ROOT"] = DotnetRoot;
        return environment;
    }

    /// <summary>The installation that runs this process: the services' own launchers would look for another.</summary>
    private static string DotnetRoot
        => Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    /// <summary>Secrets above all go only where they are needed.</summary>
    private static bool Concerns(string key, string service)
    {
        if (key.StartsWith("Hosting:Database:", StringComparison.OrdinalIgnoreCase))
            return WithDatabase.Contains(service);
        if (key.StartsWith("Ingestion:", StringComparison.OrdinalIgnoreCase))
            return service == Services.Ingestion;
        if (key.StartsWith("LongitudinalRisk:", StringComparison.OrdinalIgnoreCase))
            return service == Services.LongitudinalRisk;
        return !key.Equals($"{HostingOptions.Section}:{nameof(HostingOptions.ModelFolder)}", StringComparison.OrdinalIgnoreCase) || WithModels.Contains(service);
    }
}
