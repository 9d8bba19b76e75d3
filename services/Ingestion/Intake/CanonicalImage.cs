using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Commits;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Ingestion.Ledger;

namespace AxSpA.Cloud.Ingestion;

/// <summary>The canonical radiograph as a blob: <c>.npy</c> in its own pixel type, so that its SHA-256 is the pixel digest.</summary>
internal static class CanonicalImage
{
    public static string NameOf(string pixelDigest) => $"{pixelDigest}/{Services.Ingestion}/{WorkKey.Of(Services.Ingestion, "1", pixelDigest)}/canonical.npy";

    public static BlobReference ReferenceOf(RadiographRow radiograph) => new()
    {
        Container = StageWork.Container,
        Name = radiograph.ImageName,
        MediaType = NpyFile.MediaType,
        Sha256 = radiograph.PixelDigest,
        Bytes = radiograph.ImageBytes,
    };
}
