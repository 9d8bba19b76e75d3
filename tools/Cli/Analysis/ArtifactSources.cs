namespace AxSpA.Cloud.Cli.Analysis;

/// <summary>Where the artifacts of one analysis come from; null where it has none.</summary>
internal sealed record ArtifactSources(ArtifactSource? LabelMap, ArtifactSource? Crop, ArtifactSource? Input, RouteSources AnatomyAware, RouteSources Standard);
