namespace AxSpA.Cloud.Benchmarks;

/// <summary>The stages of one radiograph, timed.</summary>
/// <param name="Rows">Of the radiograph.</param>
/// <param name="Columns">Of the radiograph.</param>
/// <param name="Probability">Of r-axSpA, so that a reader can check that the real pipeline ran; null without an anatomy-aware model.</param>
/// <param name="CropStandIn">No joint was found in the picture: a crop of fixed size in its middle was timed instead.</param>
/// <param name="Times">In the order of the pipeline.</param>
/// <param name="PeakMemoryBytes">Largest resident set of this process so far.</param>
public sealed record StageBenchmarkResult(
    int Rows, int Columns, double Probability, bool CropStandIn, IReadOnlyList<StageTime> Times, long PeakMemoryBytes)
{
    /// <summary>The published pipeline's peak, 2.4 GiB.</summary>
    public const double PublishedPeakMemoryBytes = 2.4 * (1L << 30);
}
