namespace AxSpA.Cloud.Hosting.Commits;

/// <summary>A piece of work of one stage on one picture.</summary>
/// <param name="Stage">The stage's name, <see cref="Contracts.Services"/>.</param>
/// <param name="PixelDigest">SHA-256 of the canonical radiograph.</param>
/// <param name="Key">From <see cref="WorkKey.Of"/>.</param>
public sealed record StageWork(string Stage, string PixelDigest, string Key)
{
    /// <summary>The container that holds every stage's blobs.</summary>
    public const string Container = "radiographs";

    public string Folder => $"{PixelDigest}/{Stage}/{Key}";
}
