using System.ComponentModel.DataAnnotations;

namespace AxSpA.Cloud.Hosting;

/// <summary>What every service shares. Section <c>Hosting</c>; broker, blobs, database and the rest have sections of their own below it.</summary>
public sealed record HostingOptions
{
    public const string Section = "Hosting";

    /// <summary>The work folder of the embedded composition: blobs in <c>blobs</c>, databases in <c>database</c>. Unused where both lie elsewhere.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The folder of models; services that run none may leave it empty.</summary>
    public string ModelFolder { get; init; } = "";

    /// <summary>How long a stopping host lets messages in hand finish before it gives them back.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ErrorMessage = "Hosting:DrainTime: expected a time from 0 to 1 hour")]
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(20);

    public string BlobFolder => Path.Combine(Folder, "blobs");

    public string DatabaseFolder => Path.Combine(Folder, "database");
}
