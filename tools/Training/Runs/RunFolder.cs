using System.Text.Json;
using System.Text.Json.Serialization;
using AxSpA.Cloud.Training.Data;

namespace AxSpA.Cloud.Training.Runs;

/// <summary>The folder of one training: what was asked for (<c>run.json</c>), where it stands (<c>state/</c>), how it went (<c>metrics.csv</c>, <c>curves.svg</c>).</summary>
/// <remarks>The same command with the same data goes on where the folder's run stopped; another command or other data is refused, since the curve would be of neither.</remarks>
public sealed class RunFolder : IDisposable
{
    private const string Schema = "axspa.training-run/1";
    private const string LockName = ".lock";

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly FileStream _lock;
    private readonly IReadOnlyDictionary<string, string> _settings;

    private RunFolder(string path, FileStream held, IReadOnlyDictionary<string, string> settings) => (FullPath, _lock, _settings) = (path, held, settings);

    public string FullPath { get; }

    public string CacheFolder => Path.Combine(FullPath, "cache");

    /// <summary>State after the last whole epoch.</summary>
    public string LastState => Path.Combine(FullPath, "state", "last.state");

    /// <summary>Weights of the best epoch.</summary>
    public string BestWeights => Path.Combine(FullPath, "state", "best.weights");

    public string Metrics => Path.Combine(FullPath, "metrics.csv");

    public string Curves => Path.Combine(FullPath, "curves.svg");

    private string RunFile => Path.Combine(FullPath, "run.json");

    /// <summary>Opens or makes the folder, and refuses one that began with other settings before any data is read.</summary>
    /// <param name="path">Made where it isn't there.</param>
    /// <param name="settings">Everything that changes the curve, by the option's name; paths and threads don't belong here.</param>
    /// <exception cref="TrainingRefusedException">Another run's folder, or one that is in use.</exception>
    public static RunFolder Open(string path, IReadOnlyDictionary<string, string> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var full = Path.GetFullPath(path);
        FileStream held;
        try
        {
            Directory.CreateDirectory(Path.Combine(full, "state"));
            held = new FileStream(Path.Combine(full, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new TrainingRefusedException($"--out: expected a folder that can be written and that no other training uses, found {full}: {refusal.Message}", refusal);
        }

        var folder = new RunFolder(full, held, settings);
        var isOurs = false;
        try
        {
            folder.RequireSettings();
            isOurs = true;
            return folder;
        }
        finally
        {
            if (!isOurs)
                folder.Dispose();
        }
    }

    /// <summary>Ties the run to its data: written for a new one, compared for a begun one.</summary>
    /// <exception cref="TrainingRefusedException">The run began with other data.</exception>
    public void Bind(string dataSha256)
    {
        if (Recorded() is { } began)
        {
            if (began.DataSha256 != dataSha256)
                throw new TrainingRefusedException($"--data: expected the data that the run in {FullPath} began with (digest {began.DataSha256[..12]}), found other data (digest {dataSha256[..12]}); another --out begins anew");
            return;
        }

        AtomicFile.Write(RunFile, JsonSerializer.Serialize(new RunRecord(Schema, _settings.ToDictionary(), dataSha256), Json) + "\n");
    }

    public void Dispose()
    {
        _lock.Dispose();
        if (Directory.Exists(CacheFolder) && !Directory.EnumerateFileSystemEntries(CacheFolder).Any())
            Directory.Delete(CacheFolder);
    }

    private void RequireSettings()
    {
        if (Recorded() is not { } began)
            return;
        var names = _settings.Keys.Union(began.Settings.Keys).Order(StringComparer.Ordinal);
        var differences = names
            .Select(name => (name, Began: began.Settings.GetValueOrDefault(name, "nothing"), Found: _settings.GetValueOrDefault(name, "nothing")))
            .Where(setting => setting.Began != setting.Found)
            .Select(setting => $"{setting.name}: expected {setting.Began}, found {setting.Found}")
            .ToList();
        if (differences.Count > 0)
            throw new TrainingRefusedException($"--out: the run in {FullPath} began with other settings; another --out begins anew\n  {string.Join("\n  ", differences)}");
    }

    private RunRecord? Recorded()
    {
        if (!File.Exists(RunFile))
            return null;
        try
        {
            var began = JsonSerializer.Deserialize<RunRecord>(File.ReadAllBytes(RunFile), Json);
            return began is { Schema: Schema, Settings: not null, DataSha256.Length: 64 } ? began : throw Unreadable($"schema {began?.Schema ?? "none"}");
        }
        catch (JsonException refusal)
        {
            throw Unreadable(refusal.Message);
        }
    }

    private TrainingRefusedException Unreadable(string found) => new($"--out: expected {RunFile} of schema {Schema}, found {found}");

    private sealed record RunRecord(string Schema, Dictionary<string, string> Settings, string DataSha256);
}
