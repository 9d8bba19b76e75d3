using AxSpA.Cloud.Ingestion;

namespace AxSpA.Cloud.Cli.Analysis;

/// <summary>A file to analyse, or a path that cannot be one and why.</summary>
/// <param name="Path">As given; for a file in a given folder, that folder as given and the way down from it.</param>
/// <param name="Refusal">Null where the path is a file that may be opened.</param>
/// <param name="From">Where it comes from; null where nothing is said of that.</param>
internal sealed record GivenFile(string Path, AnalysisReport? Refusal, Submission? From = null);
