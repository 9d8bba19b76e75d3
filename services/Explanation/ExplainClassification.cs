using System.Text.Json;
using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Hosting.Commits;
using AxSpA.Cloud.Imaging;
using MassTransit;

namespace AxSpA.Cloud.Explanation;

/// <summary>Brings a classification's plain Grad-CAM (paper, 2.5) back to the radiograph: heat map, shares of the joints, a picture for people.</summary>
public sealed class ExplainClassification(StageCommit commit, IBlobStore blobs) : IConsumer<RadiographClassified>
{
    private const string AlgorithmVersion = "2";
    private const string HeatMapRole = "heat-map";
    private const string OverlayRole = "overlay";

    public async Task Consume(ConsumeContext<RadiographClassified> context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var classified = context.Message;
        var joints = classified.Joints;
        var key = WorkKey.Of(
            Services.Explanation,
            AlgorithmVersion,
            classified.Image.Sha256,
            classified.PlainMap.Sha256,
            JsonSerializer.Serialize(classified.Geometry),
            joints?.LeftJointMask?.Sha256 ?? "",
            joints?.RightJointMask?.Sha256 ?? "",
            $"{joints?.Rectangle}",
            $"{joints?.DilationPixels}",
            $"{joints?.LeftJoint}",
            $"{joints?.RightJoint}");
        var record = await commit.RunAsync<ExplanationValues>(
            new StageWork(Services.Explanation, classified.Image.Sha256, key),
            async run =>
            {
                var image = await blobs.ReadAsync(classified.Image, context.CancellationToken);
                var map = await blobs.ReadAsync(classified.PlainMap, context.CancellationToken);
                var left = await FindAsync(joints?.LeftJointMask, context.CancellationToken);
                var right = await FindAsync(joints?.RightJointMask, context.CancellationToken);
                var picture = run.Time("explain", () => RadiographExplanation.Of(
                    CanonicalRadiograph.FromBytes(image), NpyFile.ReadPlane<float>(map), classified, MaskOf(left), MaskOf(right)));
                await Task.WhenAll(
                    run.StoreAsync(HeatMapRole, "npy", NpyFile.MediaType, picture.HeatMap, context.CancellationToken),
                    run.StoreAsync(OverlayRole, "png", PngImage.MediaType, picture.Overlay, context.CancellationToken));
                return new ExplanationValues(picture.Shares);
            },
            context.CancellationToken);

        await context.Publish(
            new ClassificationExplained
            {
                AnalysisId = classified.AnalysisId,
                RadiographId = classified.RadiographId,
                Route = classified.Route,
                HeatMap = record.Artifacts[HeatMapRole],
                Overlay = record.Artifacts[OverlayRole],
                Shares = record.Values!.Shares,
                Milliseconds = record.Milliseconds["explain"],
            },
            context.CancellationToken);
    }

    private async Task<byte[]?> FindAsync(BlobReference? mask, CancellationToken cancellation)
        => mask is null ? null : await blobs.ReadAsync(mask, cancellation);

    private static Plane<byte>? MaskOf(byte[]? png) => png is null ? null : MaskPicture.FromPng(png);
}
