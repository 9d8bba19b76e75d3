using System.Reflection;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Ingestion.Ledger;
using Google.Protobuf.WellKnownTypes;

namespace AxSpA.Cloud.Ingestion.Grpc;

/// <summary>What an operator asks for as gRPC messages.</summary>
internal static class StatusMessage
{
    private static readonly string Version = typeof(StatusMessage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public static GetStatusResponse Of(LedgerStatus status, AnalysisPlan plan, int window) => new()
    {
        Version = Version,
        Queued = status.Queued,
        InFlight = status.InFlight,
        Completed = status.Completed,
        Rejected = status.Rejected,
        Parked = status.Parked,
        LongestWait = status.LongestWait?.ToDuration(),
        Window = window,
        PlanDigest = plan.Digest,
        AnatomyAware = Models(plan.AnatomyAware),
        Standard = Models(plan.Standard),
    };

    public static ParkedAnalysis Of(AnalysisRow parked) => new()
    {
        AnalysisId = parked.AnalysisId.ToString(),
        RadiographId = parked.RadiographId,
        Attempts = parked.Attempts,
        Fault = parked.LastFault ?? "",
        AcceptedAt = parked.AcceptedAt.ToTimestamp(),
        ParkedAt = parked.EndedAt?.ToTimestamp(),
    };

    private static RouteModels? Models(PlannedRoute? route) => route is null ? null : new RouteModels
    {
        Segmenter = route.Segmenter is { } segmenter ? AnalysisMessage.Model(segmenter) : null,
        Classifier = AnalysisMessage.Model(route.Classifier),
        PreprocessingVersion = route.PreprocessingVersion,
    };
}
