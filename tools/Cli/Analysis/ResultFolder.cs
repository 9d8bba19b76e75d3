namespace AxSpA.Cloud.Cli.Analysis;

/// <summary>Where each file's artifacts go for people: a folder a file, under readable names.</summary>
internal sealed class ResultFolder(string path)
{
    /// <summary>
    /// Writes all artifacts of one file, in a folder that appears whole or not at all and takes the place of an earlier analysis of the same file.
    /// </summary>
    /// <exception cref="IOException">A copy could not be written (a full disk, say); nothing of it stays.</exception>
    public async Task<Copies> WriteAsync(string file, ArtifactSources artifacts, CancellationToken cancellation)
    {
        var target = Path.Combine(path, ReadableName.Of(file));
        var unfinished = Path.Combine(path, "." + ReadableName.Of(file));
        Delete(unfinished);
        try
        {
            var copies = new Copies(
                new ArtifactsReport(
                    LabelMap: await WriteAsync(artifacts.LabelMap, "label-map.png"),
                    Crop: await WriteAsync(artifacts.Crop, "crop.png"),
                    Input: await WriteAsync(artifacts.Input, "input.npy")),
                await RouteAsync(artifacts.AnatomyAware, "anatomy-aware"),
                await RouteAsync(artifacts.Standard, "standard"));
            Delete(target);
            if (Directory.Exists(unfinished))
                Directory.Move(unfinished, target);
            return copies;
        }
        finally
        {
            Delete(unfinished);
        }

        async Task<RouteCopies> RouteAsync(RouteSources route, string name) => new(
            HeatMap: await WriteAsync(route.HeatMap, Path.Combine(name, "heat-map.npy")),
            Overlay: await WriteAsync(route.Overlay, Path.Combine(name, "overlay.png")));

        async Task<string?> WriteAsync(ArtifactSource? source, string name)
        {
            if (source is null)
                return null;
            var copy = Path.Combine(unfinished, name);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            await File.WriteAllBytesAsync(copy, await source(cancellation), cancellation);
            return Path.Combine(target, name);
        }
    }

    private static void Delete(string directory)
    {
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
    }
}
