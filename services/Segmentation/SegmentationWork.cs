using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Hosting.Commits;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Inference;

namespace AxSpA.Cloud.Segmentation;

/// <summary>Labels sacrum and ilia (paper, 2.3), the same way for the queue and for a call; committed once.</summary>
public sealed class SegmentationWork(SegmentationModel model, StageCommit commit, IBlobStore blobs)
{
    public const string LabelMap = "label-map";
    public const string Segment = "segment";

    private const string AlgorithmVersion = "1";

    /// <summary>The record, made now or found committed.</summary>
    public Task<StageRecord<SegmentationValues>> RunAsync(BlobReference radiograph, PlannedModel planned, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(radiograph);
        ArgumentNullException.ThrowIfNull(planned);
        var segmenter = model.For(planned);
        var key = WorkKey.Of(
            Services.Segmentation,
            AlgorithmVersion,
            radiograph.Sha256,
            planned.CardDigest,
            planned.WeightsDigest,
            segmenter.Device,
            segmenter.Precision);
        return commit.RunAsync<SegmentationValues>(
            new StageWork(Services.Segmentation, radiograph.Sha256, key),
            async run =>
            {
                var image = await blobs.ReadAsync(radiograph, cancellation);
                var (areas, png) = run.Time(Segment, () => Label(CanonicalRadiograph.FromBytes(image), segmenter, cancellation));
                cancellation.ThrowIfCancellationRequested();
                await run.StoreAsync(LabelMap, "png", PngImage.MediaType, png, cancellation);
                return new SegmentationValues(areas.Sacrum, areas.LeftIlium, areas.RightIlium);
            },
            cancellation);
    }

    private static (Imaging.BoneAreas Areas, byte[] Png) Label(Radiograph radiograph, Segmenter segmenter, CancellationToken cancellation)
    {
        var input = SegmentationInput.FromRadiograph(radiograph, segmenter.GridSide);
        var cleaned = LabelMaps.KeepLargestComponents(segmenter.Segment(input, cancellation));
        var labels = Resizing.Nearest(cleaned, radiograph.Rows, radiograph.Columns);
        return (LabelMaps.Areas(labels), PngImage.Encode(labels));
    }
}
