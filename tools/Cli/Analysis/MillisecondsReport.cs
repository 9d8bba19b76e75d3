using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.Cli.Analysis;

/// <summary>Times in milliseconds, as the stages' records hold them, both routes together; null where a stage did not run.</summary>
/// <param name="Overhead">Bus, blobs and ledger: the total less the stages. Null unless the radiograph was alone in flight, on one route, and computed now.</param>
/// <param name="Total">From opening the file to its result, in this run.</param>
internal sealed record MillisecondsReport(
    double? Decode, double? Segment, double? Crop, double? Enhance, double? Classify, double? Explain, double? Overhead, double? Total)
{
    public static MillisecondsReport None { get; } = new(null, null, null, null, null, null, null, null);

    /// <param name="overheadIsKnown">Nothing else ran beside this analysis, so what the stages don't account for is overhead.</param>
    public static MillisecondsReport Of(AnalysisEnded ended, double decode, double total, bool overheadIsKnown)
    {
        RouteResult?[] routes = [ended.AnatomyAware, ended.Standard];
        var segment = ended.Segmented?.Milliseconds ?? RejectedBy(Services.Segmentation);
        var crop = ended.Cropped?.Milliseconds ?? RejectedBy(Services.Cropping);
        var enhance = Sum(route => route.Classified?.EnhanceMilliseconds);
        var classify = Sum(route => route.Classified?.ClassifyMilliseconds);
        var explain = Sum(route => route.Explained?.Milliseconds);
        // Two routes run beside each other, so their sum isn't part of the time that passed.
        double? overhead = overheadIsKnown && routes.Count(route => route is not null) == 1
            ? total - new[] { decode, segment, crop, enhance, classify, explain }.Sum(part => part ?? 0)
            : null;
        return new(Round(decode), Round(segment), Round(crop), Round(enhance), Round(classify), Round(explain), Round(overhead), Round(total));

        double? RejectedBy(string stage)
            => routes.Select(route => route?.Rejected).FirstOrDefault(rejected => rejected?.Stage == stage)?.Milliseconds;

        double? Sum(Func<RouteResult, double?> part)
        {
            var parts = routes.OfType<RouteResult>().Select(part).OfType<double>().ToArray();
            return parts.Length == 0 ? null : parts.Sum();
        }
    }

    private static double? Round(double? milliseconds) => milliseconds is { } value ? Math.Round(value, 2) : null;
}
