using System.Collections;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Hosting.Messaging;

namespace AxSpA.Cloud.Cli.Cluster;

/// <summary>Configuration keys and their values as the environment holds them, <c>AXSPA_Hosting__Broker__Uri</c> for <c>Hosting:Broker:Uri</c>.</summary>
internal static class CallerSettings
{
    private static readonly string[] ServerKinds =
    [
        $"{BrokerOptions.Section}:{nameof(BrokerOptions.Kind)}",
        $"{BlobOptions.Section}:{nameof(BlobOptions.Kind)}",
        $"{DatabaseOptions.Section}:{nameof(DatabaseOptions.Kind)}",
    ];

    /// <summary>Addresses and secrets of a server: meant for one that is there, never for one that is started here.</summary>
    private static readonly string[] OfAServer =
    [
        $"{BrokerOptions.Section}:{nameof(BrokerOptions.Uri)}",
        $"{BrokerOptions.Section}:{nameof(BrokerOptions.User)}",
        $"{BrokerOptions.Section}:{nameof(BrokerOptions.Password)}",
        $"{BlobOptions.Section}:{nameof(BlobOptions.ConnectionString)}",
        $"{BlobOptions.Section}:{nameof(BlobOptions.ServiceUri)}",
        $"{DatabaseOptions.Section}:{nameof(DatabaseOptions.ConnectionString)}",
    ];

    /// <summary>Those of this process' own environment.</summary>
    public static Dictionary<string, string> Read() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .Select(variable => ((string)variable.Key, (string?)variable.Value ?? ""))
        .Where(variable => variable.Item1.StartsWith(ServiceProgram.EnvironmentPrefix, StringComparison.OrdinalIgnoreCase))
        .ToDictionary(variable => KeyOf(variable.Item1), variable => variable.Item2, StringComparer.OrdinalIgnoreCase);

    public static string KeyOf(string variable) => variable[ServiceProgram.EnvironmentPrefix.Length..].Replace("__", ":", StringComparison.Ordinal);

    public static string VariableOf(string key) => ServiceProgram.EnvironmentPrefix + key.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>Whether the caller says where broker, blobs and database are, so that none is started.</summary>
    /// <exception cref="UsageException">It says so of some, or gives an address or a secret without saying so.</exception>
    public static bool NameServers(IReadOnlyDictionary<string, string> settings)
    {
        var missing = ServerKinds.Where(key => !settings.ContainsKey(key)).ToList();
        var named = ServerKinds.Concat(OfAServer).Where(settings.ContainsKey).ToList();
        if (missing.Count > 0 && named.Count > 0)
            throw new UsageException($"expected broker, blobs and database in the environment or none of them, found {Variables(named)} without {Variables(missing)}");
        return named.Count > 0;

        static string Variables(IEnumerable<string> keys) => string.Join(" and ", keys.Select(VariableOf));
    }
}
