using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Classification;

/// <summary>One route's question about one radiograph.</summary>
public sealed record ClassificationTask
{
    public required Guid AnalysisId { get; init; }

    public required string RadiographId { get; init; }

    public required AnalysisPlan Plan { get; init; }

    public required ClassificationRoute Route { get; init; }

    /// <summary>The canonical radiograph.</summary>
    public required BlobReference Image { get; init; }

    /// <summary>What is classified: the crop, or the canonical radiograph itself.</summary>
    public required BlobReference Picture { get; init; }

    /// <summary>Brings the picture's bytes to pixels.</summary>
    public required Func<byte[], Radiograph> Decode { get; init; }

    /// <summary>Where the picture lies in the upright radiograph.</summary>
    public required PixelRectangle Source { get; init; }

    /// <summary>The joints, on the anatomy-aware route.</summary>
    public SacroiliacJointsCropped? Joints { get; init; }

    /// <summary>The route's part of the plan.</summary>
    public PlannedRoute Planned => Route == ClassificationRoute.AnatomyAware ? Plan.AnatomyAware! : Plan.Standard!;
}
