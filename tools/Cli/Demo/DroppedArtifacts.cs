using AxSpA.Cloud.Cli.Analysis;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Blobs;

namespace AxSpA.Cloud.Cli.Demo;

/// <summary>Removes what a large demonstration would fill the disk with, as soon as each analysis has ended and nobody reads it any more. Probabilities and flags stay, in the databases.</summary>
internal sealed class DroppedArtifacts(IBlobStore blobs)
{
    public async Task<Copies> DropAsync(string file, AnalysisEnded ended, CancellationToken cancellation)
    {
        var (segmented, cropped) = (ended.Segmented, ended.Cropped);
        BlobReference?[] dropped =
        [
            segmented?.Image,
            segmented?.LabelMap,
            cropped?.Crop,
            cropped?.LeftJointMask,
            cropped?.RightJointMask,
            .. OfRoute(ended.AnatomyAware),
            .. OfRoute(ended.Standard),
        ];
        foreach (var blob in dropped.OfType<BlobReference>())
            await blobs.DeleteAsync(blob.Container, blob.Name, cancellation);
        return Copies.None;
    }

    private static BlobReference?[] OfRoute(RouteResult? route)
        => [route?.Classified?.Image, route?.Classified?.PlainMap, route?.Classified?.EigenMap, route?.Explained?.HeatMap, route?.Explained?.Overlay];
}
