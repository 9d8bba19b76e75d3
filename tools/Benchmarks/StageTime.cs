namespace AxSpA.Cloud.Benchmarks;

/// <summary>How long one stage took here and in the published pipeline.</summary>
/// <param name="Stage">What was timed.</param>
/// <param name="MinMs">Fastest of all runs, in milliseconds.</param>
/// <param name="MedianMs">Median of all runs, in milliseconds.</param>
/// <param name="PublishedMs">
/// Median of the published pipeline in milliseconds, on two virtual cores with an optimised BLAS and a radiograph of 900 × 1100; null where it has no such stage.
/// </param>
public sealed record StageTime(string Stage, double MinMs, double MedianMs, double? PublishedMs)
{
    /// <summary>Published median over our median: above 1 is faster than published.</summary>
    public double? Speedup => PublishedMs / MedianMs;
}
