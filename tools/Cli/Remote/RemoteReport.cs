using AxSpA.Cloud.Cli.Analysis;
using AxSpA.Cloud.Contracts.V1;
using Wire = AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.Cli.Remote;

/// <summary>What a running system says of one file, as the same report that <c>analyze</c> gives.</summary>
internal static class RemoteReport
{
    /// <param name="reused">No inference was run for it.</param>
    /// <param name="copies">Where its artifacts were copied to.</param>
    public static AnalysisReport Of(string file, Wire.Analysis analysis, bool reused, MillisecondsReport milliseconds, Copies copies)
    {
        var outcome = analysis.State switch
        {
            Wire.AnalysisState.Completed => FileOutcome.Completed,
            Wire.AnalysisState.Rejected => FileOutcome.Rejected,
            Wire.AnalysisState.Parked => FileOutcome.Parked,
            _ => throw new ArgumentOutOfRangeException(nameof(analysis), analysis.State, "expected an analysis that has ended"),
        };
        var rejection = outcome == FileOutcome.Rejected ? (analysis.AnatomyAware ?? analysis.Standard)?.Rejection : null;
        return new AnalysisReport(
            file,
            analysis.RadiographId,
            outcome,
            outcome == FileOutcome.Parked ? "AttemptsExhausted" : rejection?.Reason.ToString(),
            rejection?.Detail ?? (analysis.Detail.Length > 0 ? analysis.Detail : null),
            reused,
            LateralityOf(analysis),
            analysis.Crop is { } crop ? new CropRectangle { X = crop.X, Y = crop.Y, Width = crop.Width, Height = crop.Height } : null,
            JointsOf(analysis, rejection),
            RouteOf(analysis.AnatomyAware, copies.AnatomyAware),
            RouteOf(analysis.Standard, copies.Standard),
            milliseconds,
            copies.Artifacts);
    }

    /// <param name="total">From opening the file to its result.</param>
    /// <param name="alone">Nothing else of this run was under way.</param>
    /// <param name="reused">Nothing but the reading of the file was computed.</param>
    /// <remarks>
    /// The routes run beside each other on machines that are not seen from here, hence the longer one counts as computing: the overhead is an upper bound,
    /// exact where one route is planned.
    /// </remarks>
    public static MillisecondsReport Times(Wire.Analysis analysis, double total, bool alone, bool reused)
    {
        Wire.RouteResult?[] routes = [analysis.AnatomyAware, analysis.Standard];
        double? segment = analysis.HasSegmentMilliseconds ? analysis.SegmentMilliseconds : null;
        double? crop = analysis.HasCropMilliseconds ? analysis.CropMilliseconds : null;
        var longest = Math.Max((segment ?? 0) + (crop ?? 0) + OfRoute(analysis.AnatomyAware), OfRoute(analysis.Standard));
        var computed = analysis.DecodeMilliseconds + (reused ? 0 : longest);
        return new MillisecondsReport(
            MillisecondsReport.Round(analysis.DecodeMilliseconds),
            MillisecondsReport.Round(segment),
            MillisecondsReport.Round(crop),
            Sum(route => route.HasEnhanceMilliseconds ? route.EnhanceMilliseconds : null),
            Sum(route => route.HasClassifyMilliseconds ? route.ClassifyMilliseconds : null),
            Sum(route => route.HasExplainMilliseconds ? route.ExplainMilliseconds : null),
            MillisecondsReport.Round(alone ? total - computed : null),
            MillisecondsReport.Round(total));

        double? Sum(Func<Wire.RouteResult, double?> part)
        {
            var parts = routes.OfType<Wire.RouteResult>().Select(part).OfType<double>().ToArray();
            return parts.Length == 0 ? null : MillisecondsReport.Round(parts.Sum());
        }

        static double OfRoute(Wire.RouteResult? route)
            => route is null ? 0 : route.EnhanceMilliseconds + route.ClassifyMilliseconds + route.ExplainMilliseconds;
    }

    /// <summary>Null of a system that does not say it yet.</summary>
    private static LateralityBasis? LateralityOf(Wire.Analysis analysis)
        => analysis.LateralityBasis == Wire.LateralityBasis.Unspecified ? null : (LateralityBasis)(int)analysis.LateralityBasis;

    private static JointsReport? JointsOf(Wire.Analysis analysis, Wire.Rejection? rejection)
    {
        // The numbers of both enumerations are the same on purpose; a test holds them together.
        if (analysis.LeftJoint != Wire.JointFinding.Unspecified)
            return new(new((JointFinding)(int)analysis.LeftJoint), new((JointFinding)(int)analysis.RightJoint));
        return rejection?.Reason == Wire.RejectionReason.NoJointFound ? new(new(JointFinding.NotFound), new(JointFinding.NotFound)) : null;
    }

    private static RouteReport? RouteOf(Wire.RouteResult? route, RouteCopies copies) => route?.Model is { } model
        ? new(
            route.Probability, route.Cutoff, route.Positive, route.Confident, $"{model.Name} {model.Version}",
            route.ExplainedClass.Length > 0 ? route.ExplainedClass : null, copies.HeatMap, copies.Overlay,
            route.Shares is { } shares ? new JointShares { Left = shares.Left, Right = shares.Right, Elsewhere = shares.Elsewhere } : null)
        : null;
}
