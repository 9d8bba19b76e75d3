using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.Ingestion;

/// <summary>From an analysis' facts to the blob of one of its artifacts: the only blobs that can be asked for from outside.</summary>
internal static class ArtifactReading
{
    /// <summary>Whether each route has one of its own.</summary>
    public static bool IsOfRoute(this ArtifactKind kind) => kind is ArtifactKind.Input or ArtifactKind.HeatMap or ArtifactKind.Overlay;

    /// <summary>The blob, or null where the analysis has no such artifact (yet).</summary>
    public static BlobReference? Find(this AnalysisEnded facts, ArtifactKind kind, ClassificationRoute? route)
    {
        var result = route == ClassificationRoute.Standard ? facts.Standard : facts.AnatomyAware;
        return kind switch
        {
            ArtifactKind.LabelMap => facts.Segmented?.LabelMap,
            ArtifactKind.CropImage => facts.Cropped?.Crop,
            ArtifactKind.Input => result?.Classified?.Input,
            ArtifactKind.HeatMap => result?.Explained?.HeatMap,
            ArtifactKind.Overlay => result?.Explained?.Overlay,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "expected an artifact of this release"),
        };
    }
}
