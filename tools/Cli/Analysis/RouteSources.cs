namespace AxSpA.Cloud.Cli.Analysis;

/// <summary>Where one route's artifacts come from; null where it has none.</summary>
internal sealed record RouteSources(ArtifactSource? HeatMap, ArtifactSource? Overlay);
