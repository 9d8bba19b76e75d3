namespace AxSpA.Cloud.Training.Runs;

/// <summary>Files that are there whole, or as they were before.</summary>
public static class AtomicFile
{
    /// <summary>Writes beside the file, flushes to the disk, and takes the file's place in one rename.</summary>
    /// <exception cref="DiskFullException">No room; the draft is gone.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var draft = $"{path}.draft";
        try
        {
            using (var stream = new FileStream(draft, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: true);
        }
        catch (IOException fault) when (DiskFullException.Is(fault))
        {
            File.Delete(draft);
            throw new DiskFullException(path, fault);
        }
    }

    public static void Write(string path, string text) => Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
}
