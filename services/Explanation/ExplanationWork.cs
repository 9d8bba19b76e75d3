using System.Text.Json;
using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Hosting.Commits;
using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Explanation;

/// <summary>Draws and attributes a classification's plain Grad-CAM (paper, 2.5), the same way for the queue and for a call; committed once.</summary>
public sealed class ExplanationWork(StageCommit commit, IBlobStore blobs)
{
    public const string HeatMap = "heat-map";
    public const string Overlay = "overlay";
    public const string Explain = "explain";

    private const string AlgorithmVersion = "3";

    /// <summary>The record, made now or found committed.</summary>
    public Task<StageRecord<ExplanationValues>> RunAsync(ExplanationTask task, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(task);
        return commit.RunAsync<ExplanationValues>(
            new StageWork(Services.Explanation, task.Radiograph.Sha256, KeyOf(task)),
            async run =>
            {
                var read = await Task.WhenAll(
                    FindAsync(task.Radiograph, cancellation),
                    FindAsync(task.ActivationMap, cancellation),
                    FindAsync(task.Joints?.LeftMask, cancellation),
                    FindAsync(task.Joints?.RightMask, cancellation));
                var picture = run.Time(Explain, () => RadiographExplanation.Of(
                    CanonicalRadiograph.FromBytes(read[0]!), NpyFile.ReadPlane<float>(read[1]!), task, MaskOf(read[2]), MaskOf(read[3])));
                cancellation.ThrowIfCancellationRequested();
                await Task.WhenAll(
                    run.StoreAsync(HeatMap, "npy", NpyFile.MediaType, picture.HeatMap, cancellation),
                    run.StoreAsync(Overlay, "png", PngImage.MediaType, picture.Overlay, cancellation));
                return new ExplanationValues(picture.Shares);
            },
            cancellation);
    }

    private static string KeyOf(ExplanationTask task)
    {
        var joints = task.Joints;
        return WorkKey.Of(
            Services.Explanation,
            AlgorithmVersion,
            task.Radiograph.Sha256,
            task.ActivationMap.Sha256,
            task.ExplainedClass ?? "",
            $"{task.SidesAssumed}",
            JsonSerializer.Serialize(task.Geometry),
            joints?.LeftMask?.Sha256 ?? "",
            joints?.RightMask?.Sha256 ?? "",
            $"{joints?.Rectangle}",
            $"{joints?.DilationPixels}",
            $"{joints?.Left}",
            $"{joints?.Right}");
    }

    private async Task<byte[]?> FindAsync(BlobReference? blob, CancellationToken cancellation)
        => blob is null ? null : await blobs.ReadAsync(blob, cancellation);

    private static Plane<byte>? MaskOf(byte[]? png) => png is null ? null : MaskPicture.FromPng(png);
}
