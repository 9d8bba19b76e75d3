using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.Cli.Analysis;

/// <summary>Times in milliseconds, as the stages' records hold them, both routes together; null where a stage did not run.</summary>
/// <param name="Overhead">Bus, blobs and ledger: the total less the time in which anything computed. Null unless the radiograph was alone in flight.</param>
/// <param name="Total">From opening the file to its result, in this run.</param>
internal sealed record MillisecondsReport(
    double? Decode, double? Segment, double? Crop, double? Enhance, double? Classify, double? Explain, double? Overhead, double? Total)
{
    public static MillisecondsReport None { get; } = new(null, null, null, null, null, null, null, null);

    /// <param name="computed">Time of this run in which any stage computed, overlapping parts once; null where other radiographs ran beside it.</param>
    public static MillisecondsReport Of(AnalysisEnded ended, double decode, double total, double? computed)
    {
        RouteResult?[] routes = [ended.AnatomyAware, ended.Standard];
        var segment = ended.Segmented?.Milliseconds ?? RejectedBy(Services.Segmentation);
        var crop = ended.Cropped?.Milliseconds ?? RejectedBy(Services.Cropping);
        var enhance = Sum(route => route.Classified?.EnhanceMilliseconds);
        var classify = Sum(route => route.Classified?.ClassifyMilliseconds);
        var explain = Sum(route => route.Explained?.Milliseconds);
        return new(Round(decode), Round(segment), Round(crop), Round(enhance), Round(classify), Round(explain), Round(total - computed), Round(total));

        double? RejectedBy(string stage)
            => routes.Select(route => route?.Rejected).FirstOrDefault(rejected => rejected?.Stage == stage)?.Milliseconds;

        double? Sum(Func<RouteResult, double?> part)
        {
            var parts = routes.OfType<RouteResult>().Select(part).OfType<double>().ToArray();
            return parts.Length == 0 ? null : parts.Sum();
        }
    }

    /// <summary>As a JSON report gives it.</summary>
    public static double? Round(double? milliseconds) => milliseconds is { } value ? Math.Round(value, 2) : null;
}
