using System.Globalization;

namespace AxSpA.Cloud.Cli.Embedded;

/// <summary>
/// When a run over a work folder began. It is written at the start and removed at an orderly end, so a run that was killed is continued by
/// the next one and keeps its beginning: what ended before it is "reused", what ended since is a result of this run.
/// </summary>
internal sealed class RunMarker
{
    private readonly string _path;

    private RunMarker(string path, DateTimeOffset startedAt) => (_path, StartedAt) = (path, startedAt);

    public DateTimeOffset StartedAt { get; }

    public static RunMarker Begin(string workFolder, TimeProvider time)
    {
        var path = Path.Combine(workFolder, "run");
        if (File.Exists(path) && DateTimeOffset.TryParse(File.ReadAllText(path), CultureInfo.InvariantCulture, out var interrupted))
            return new RunMarker(path, interrupted);
        var now = time.GetUtcNow();
        File.WriteAllText(path, now.ToString("O", CultureInfo.InvariantCulture));
        return new RunMarker(path, now);
    }

    /// <summary>The run has ended in order.</summary>
    public void End() => File.Delete(_path);
}
