using System.Collections;
using AxSpA.Cloud.Hosting;

namespace AxSpA.Cloud.Cli.Cluster;

/// <summary>Configuration keys and their values as the environment holds them, <c>AXSPA_Hosting__Broker__Uri</c> for <c>Hosting:Broker:Uri</c>.</summary>
internal static class CallerSettings
{
    private static readonly string[] ServerKinds = ["Hosting:Broker:Kind", "Hosting:Blobs:Kind", "Hosting:Database:Kind"];

    /// <summary>Those of this process' own environment.</summary>
    public static Dictionary<string, string> Read() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .Select(variable => ((string)variable.Key, (string?)variable.Value ?? ""))
        .Where(variable => variable.Item1.StartsWith(ServiceProgram.EnvironmentPrefix, StringComparison.OrdinalIgnoreCase))
        .ToDictionary(variable => KeyOf(variable.Item1), variable => variable.Item2, StringComparer.OrdinalIgnoreCase);

    public static string KeyOf(string variable) => variable[ServiceProgram.EnvironmentPrefix.Length..].Replace("__", ":", StringComparison.Ordinal);

    public static string VariableOf(string key) => ServiceProgram.EnvironmentPrefix + key.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>Whether the caller says where broker, blobs and database are, so that none is started.</summary>
    /// <exception cref="UsageException">It says so of some.</exception>
    public static bool NameServers(IReadOnlyDictionary<string, string> settings)
    {
        var named = ServerKinds.Where(settings.ContainsKey).ToList();
        if (named.Count > 0 && named.Count < ServerKinds.Length)
        {
            var missing = string.Join(" and ", ServerKinds.Except(named).Select(VariableOf));
            throw new UsageException($"expected broker, blobs and database in the environment or none of them, found no {missing}");
        }

        return named.Count > 0;
    }
}
