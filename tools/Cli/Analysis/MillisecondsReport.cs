namespace AxSpA.Cloud.Cli.Analysis;

/// <summary>Times of the stages as their records hold them, in milliseconds; null where a stage did not run.</summary>
/// <param name="Overhead">Bus, blobs and ledger: the total less the stages; null unless the radiograph was alone in flight.</param>
/// <param name="Total">From opening the file to its result.</param>
internal sealed record MillisecondsReport(
    double? Decode, double? Segment, double? Crop, double? Enhance, double? Classify, double? Explain, double? Overhead, double? Total)
{
    public static MillisecondsReport None { get; } = new(null, null, null, null, null, null, null, null);
}
