using AxSpA.Cloud.Cli.Analysis;
using AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.Cli.Remote;

/// <summary>Brings a file's artifacts from a running system to a folder of this machine.</summary>
internal sealed class RemoteCopies(RemoteIntake intake, ResultFolder results)
{
    /// <exception cref="IOException">A copy could not be written; nothing of it stays.</exception>
    public Task<Copies> CopyAsync(string file, Grpc.V1.Analysis analysis, CancellationToken cancellation)
    {
        var input = analysis.AnatomyAware is null ? ClassificationRoute.Standard : ClassificationRoute.AnatomyAware;
        return results.WriteAsync(
            file,
            new ArtifactSources(
                Source(Artifact.LabelMap, ClassificationRoute.Unspecified, analysis.LabelMap),
                Source(Artifact.CropImage, ClassificationRoute.Unspecified, analysis.CropImage),
                Source(Artifact.Input, input, (analysis.AnatomyAware ?? analysis.Standard)?.Input),
                Route(ClassificationRoute.AnatomyAware, analysis.AnatomyAware),
                Route(ClassificationRoute.Standard, analysis.Standard)),
            cancellation);

        RouteSources Route(ClassificationRoute route, RouteResult? result)
            => new(Source(Artifact.HeatMap, route, result?.HeatMap), Source(Artifact.Overlay, route, result?.Overlay));

        ArtifactSource? Source(Artifact artifact, ClassificationRoute route, BlobReference? blob)
            => blob is null ? null : cancelled => intake.ReadAsync(analysis, artifact, route, blob, cancelled);
    }
}
