using AxSpA.Cloud.Cli.Embedded;

namespace AxSpA.Cloud.Cli.Analysis;

/// <summary>
/// The folder of <c>--out</c>: <c>blobs/</c> and <c>database/</c> are the system's own, <c>results/</c> holds copies of each file's artifacts under readable
/// names, <c>identity.key</c> makes the pseudonyms. One axspa at a time writes into it.
/// </summary>
internal sealed class WorkFolder : IDisposable
{
    /// <summary>EWOULDBLOCK of Linux, which .NET hands on when flock(2) finds another's lock.</summary>
    private const int WouldBlock = 11;

    private readonly FileStream _lock;

    private WorkFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>As given on the command line, so that the paths of results are as usable as the argument was.</summary>
    public string Path { get; }

    public string Results => System.IO.Path.Combine(Path, "results");

    /// <summary>Makes the folder where it isn't there yet and locks it until disposal or the end of the process, however that ends.</summary>
    /// <param name="option">The option that named it.</param>
    /// <exception cref="UsageException">Another process holds it, or it cannot be written.</exception>
    public static WorkFolder Open(string path, string option = "--out")
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.Combine(path, "database"));
            var file = System.IO.Path.Combine(path, ".lock");
            // FileShare.None is flock(2) on Unix: the kernel lets go of it even after kill -9. The file itself stays.
            return new WorkFolder(path, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException refusal) when (refusal.HResult == WouldBlock)
        {
            throw new UsageException($"expected a work folder that no other axspa is writing to, found {path} in use; wait for the other to end, or give another {option}");
        }
        catch (Exception refusal) when (refusal is UnauthorizedAccessException or IOException)
        {
            throw new UsageException($"expected a work folder that can be written, found {path}: {refusal.Message}");
        }
    }

    /// <summary>The key of this folder's pseudonyms, made at first use.</summary>
    /// <exception cref="UsageException">The file holds something else.</exception>
    public byte[] ReadIdentityKey() => IdentityKeyFile.ReadOrCreate(Path);

    public void Dispose() => _lock.Dispose();
}
