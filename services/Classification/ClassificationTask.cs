using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Classification;

/// <summary>One route's question about one picture.</summary>
public sealed record ClassificationTask
{
    public required ClassificationRoute Route { get; init; }

    /// <summary>The classifier and the rules that its card names.</summary>
    public required PlannedRoute Planned { get; init; }

    /// <summary>The canonical radiograph.</summary>
    public required BlobReference Image { get; init; }

    /// <summary>What is classified: the crop, or the canonical radiograph itself.</summary>
    public required BlobReference Picture { get; init; }

    /// <summary>Where the picture lies in the upright radiograph.</summary>
    public required PixelRectangle Source { get; init; }

    /// <summary>Brings the picture's bytes to pixels.</summary>
    public Radiograph Decode(byte[] picture)
        => Route == ClassificationRoute.AnatomyAware ? PngImage.DecodeRadiograph(picture) : CanonicalRadiograph.FromBytes(picture);
}
