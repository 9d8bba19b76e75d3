using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Blobs;

namespace AxSpA.Cloud.Cli.Analysis;

/// <summary>Copies a file's artifacts from the blobs, where names mean nothing to a person, to <c>results/</c>.</summary>
internal sealed class ArtifactCopies(IBlobStore blobs, WorkFolder folder)
{
    private readonly ResultFolder _results = new(folder.Results);

    /// <exception cref="IOException">A copy could not be written (a full disk, say); nothing of it stays.</exception>
    public Task<Copies> CopyAsync(string file, AnalysisEnded ended, CancellationToken cancellation) => _results.WriteAsync(
        file,
        new ArtifactSources(
            Source(ended.Segmented?.LabelMap),
            Source(ended.Cropped?.Crop),
            Source((ended.AnatomyAware ?? ended.Standard)?.Classified?.Input),
            Route(ended.AnatomyAware),
            Route(ended.Standard)),
        cancellation);

    private RouteSources Route(RouteResult? route) => new(Source(route?.Explained?.HeatMap), Source(route?.Explained?.Overlay));

    private ArtifactSource? Source(BlobReference? blob) => blob is null ? null : cancellation => blobs.ReadAsync(blob, cancellation);
}
