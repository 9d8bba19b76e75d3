namespace AxSpA.Cloud.Cli.Analysis;

/// <summary>Fetches the bytes of one artifact.</summary>
internal delegate Task<byte[]> ArtifactSource(CancellationToken cancellation);
