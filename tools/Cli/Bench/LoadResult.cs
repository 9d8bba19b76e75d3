namespace AxSpA.Cloud.Cli.Bench;

/// <summary>What a load came to.</summary>
/// <param name="PerSecond">Radiographs a second, from the first sent to the last ended.</param>
/// <param name="Parts">The same over equal parts of the load, in order.</param>
/// <param name="Operations">For each radiograph.</param>
internal sealed record LoadResult(double PerSecond, IReadOnlyList<double> Parts, OperationCounts Operations);
