namespace AxSpA.Cloud.Cli.Analysis;

/// <summary>Paths of what was copied out of the blobs for one file.</summary>
internal sealed record Copies(ArtifactsReport Artifacts, RouteCopies AnatomyAware, RouteCopies Standard)
{
    public static Copies None { get; } = new(ArtifactsReport.None, RouteCopies.None, RouteCopies.None);
}
