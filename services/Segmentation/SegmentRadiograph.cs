using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Hosting.Commits;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Inference;
using MassTransit;

namespace AxSpA.Cloud.Segmentation;

/// <summary>Labels sacrum and ilia on a received radiograph (paper, 2.3), where the plan has an anatomy-aware route.</summary>
public sealed class SegmentRadiograph(SegmentationModel model, StageCommit commit, IBlobStore blobs) : IConsumer<RadiographReceived>
{
    private const string AlgorithmVersion = "1";

    public async Task Consume(ConsumeContext<RadiographReceived> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var received = context.Message;
        if (received.Plan.AnatomyAware?.Segmenter is not { } planned)
            return;

        var segmenter = model.For(planned);
        var key = WorkKey.Of(
            Services.Segmentation,
            AlgorithmVersion,
            received.Image.Sha256,
            planned.CardDigest,
            planned.WeightsDigest,
            segmenter.Device,
            segmenter.Precision);
        var record = await commit.RunAsync<SegmentationValues>(
            new StageWork(Services.Segmentation, received.Image.Sha256, key),
            async run =>
            {
                var image = await blobs.ReadAsync(received.Image, context.CancellationToken);
                var (areas, png) = run.Time("segment", () => Label(CanonicalRadiograph.FromBytes(image), segmenter, context.CancellationToken));
                await run.StoreAsync("label-map", "png", PngImage.MediaType, png, context.CancellationToken);
                return new SegmentationValues(areas.Sacrum, areas.LeftIlium, areas.RightIlium);
            },
            context.CancellationToken);

        await context.Publish(
            new RadiographSegmented
            {
                AnalysisId = received.AnalysisId,
                RadiographId = received.RadiographId,
                Plan = received.Plan,
                Image = received.Image,
                LabelMap = record.Artifacts["label-map"],
                Areas = new Contracts.V1.BoneAreas
                {
                    SacrumPixels = record.Values!.SacrumPixels,
                    LeftIliumPixels = record.Values.LeftIliumPixels,
                    RightIliumPixels = record.Values.RightIliumPixels,
                },
                Model = planned,
                Milliseconds = record.Milliseconds["segment"],
            },
            context.CancellationToken);
    }

    private static (Imaging.BoneAreas Areas, byte[] Png) Label(Radiograph radiograph, Segmenter segmenter, CancellationToken cancellation)
    {
        var input = SegmentationInput.FromRadiograph(radiograph, segmenter.GridSide);
        var cleaned = LabelMaps.KeepLargestComponents(segmenter.Segment(input, cancellation));
        var labels = Resizing.Nearest(cleaned, radiograph.Rows, radiograph.Columns);
        return (LabelMaps.Areas(labels), PngImage.Encode(labels));
    }
}
