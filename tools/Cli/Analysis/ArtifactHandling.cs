using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.Cli.Analysis;

/// <summary>What is done with the artifacts of a file whose analysis has ended.</summary>
/// <returns>Paths of those that were copied for people.</returns>
internal delegate Task<Copies> ArtifactHandling(string file, AnalysisEnded ended, CancellationToken cancellation);
