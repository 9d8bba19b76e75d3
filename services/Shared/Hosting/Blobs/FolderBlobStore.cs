namespace AxSpA.Cloud.Hosting.Blobs;

/// <summary>Blobs as files of one folder: written to a temporary file, flushed to the disk, moved in place without overwriting.</summary>
/// <remarks>
/// A process killed while writing leaves a temporary file behind, never half a blob; the next start of the store removes it.
/// One process at a time works in a folder, through one store.
/// </remarks>
public sealed class FolderBlobStore : IBlobStore
{
    private const string TemporaryFolder = ".incoming";

    private readonly string _root;
    private readonly Lock _moving = new();

    public FolderBlobStore(string root)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        Directory.CreateDirectory(Path.Combine(_root, TemporaryFolder));
        foreach (var left in Directory.EnumerateFiles(Path.Combine(_root, TemporaryFolder)))
            File.Delete(left);
    }

    public async Task<bool> CreateAsync(string container, string name, string mediaType, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var path = PathOf(container, name);
        if (File.Exists(path))
            return false;

        var temporary = Path.Combine(_root, TemporaryFolder, Guid.NewGuid().ToString("n"));
        try
        {
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous))
            {
                await file.WriteAsync(bytes, cancellation);
                file.Flush(flushToDisk: true);
            }

            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return MoveWithoutOverwrite(temporary, path);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public async Task<byte[]?> ReadAsync(string container, string name, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllBytesAsync(PathOf(container, name), cancellation);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public Task<long?> LengthAsync(string container, string name, CancellationToken cancellation)
    {
        var file = new FileInfo(PathOf(container, name));
        return Task.FromResult(file.Exists ? file.Length : (long?)null);
    }

    public Task DeleteAsync(string container, string name, CancellationToken cancellation)
    {
        var path = PathOf(container, name);
        if (Directory.Exists(Path.GetDirectoryName(path)))
            File.Delete(path);
        return Task.CompletedTask;
    }

    private bool MoveWithoutOverwrite(string from, string to)
    {
        // File.Move asks whether the target exists and renames afterwards: without turns, two writers can both believe they were first.
        lock (_moving)
        {
            if (File.Exists(to))
                return false;
            File.Move(from, to, overwrite: false);
            return true;
        }
    }

    /// <summary>A container is one folder right below the root, and a name stays inside it: no other container's blob, no file half written.</summary>
    private string PathOf(string container, string name)
    {
        var folder = Path.GetFullPath(Path.Combine(_root, container));
        if (Path.GetDirectoryName(folder) != _root || Path.GetFileName(folder) == TemporaryFolder)
            throw new ArgumentException("expected a container's name, found a path", nameof(container));
        var path = Path.GetFullPath(Path.Combine(folder, name));
        return path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new ArgumentException("expected a blob name inside its container, found one that leaves it", nameof(name));
    }
}
