using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Blobs;

namespace AxSpA.Cloud.Cli.Analysis;

/// <summary>Copies a file's artifacts from the blobs, where names mean nothing to a person, to <c>results/</c>.</summary>
internal sealed class ArtifactCopies(IBlobStore blobs, WorkFolder folder)
{
    /// <summary>
    /// All artifacts of the analysis, in a folder that appears whole or not at all and takes the place of an earlier analysis of the same file.
    /// </summary>
    /// <exception cref="IOException">A copy could not be written (a full disk, say); nothing of it stays.</exception>
    public async Task<Copies> CopyAsync(string file, AnalysisEnded ended, CancellationToken cancellation)
    {
        var target = Path.Combine(folder.Results, ReadableName.Of(file));
        var unfinished = Path.Combine(folder.Results, "." + ReadableName.Of(file));
        Delete(unfinished);
        try
        {
            var copies = new Copies(
                new ArtifactsReport(
                    LabelMap: await CopyAsync(ended.Segmented?.LabelMap, "label-map.png"),
                    Crop: await CopyAsync(ended.Cropped?.Crop, "crop.png"),
                    Input: await CopyAsync((ended.AnatomyAware ?? ended.Standard)?.Classified?.Input, "input.npy")),
                await RouteAsync(ended.AnatomyAware, "anatomy-aware"),
                await RouteAsync(ended.Standard, "standard"));
            Delete(target);
            if (Directory.Exists(unfinished))
                Directory.Move(unfinished, target);
            return copies;
        }
        catch (IOException)
        {
            Delete(unfinished);
            throw;
        }

        async Task<RouteCopies> RouteAsync(RouteResult? route, string name) => new(
            HeatMap: await CopyAsync(route?.Explained?.HeatMap, Path.Combine(name, "heat-map.npy")),
            Overlay: await CopyAsync(route?.Explained?.Overlay, Path.Combine(name, "overlay.png")));

        async Task<string?> CopyAsync(BlobReference? blob, string name)
        {
            if (blob is null)
                return null;
            var path = Path.Combine(unfinished, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, await blobs.ReadAsync(blob, cancellation), cancellation);
            return Path.Combine(target, name);
        }
    }

    private static void Delete(string directory)
    {
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
    }
}
