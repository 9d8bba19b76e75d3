using AxSpA.Cloud.Cli.Embedded;

namespace AxSpA.Cloud.Cli.Cluster;

/// <summary>What a cluster of this machine keeps: the servers' data and the key of its pseudonyms. Without a name it is a temporary folder that goes with it.</summary>
internal sealed class ClusterFolder : IDisposable
{
    private readonly string _path;
    private readonly bool _temporary;
    private readonly FileStream _lock;

    private ClusterFolder(string path, bool temporary, FileStream held) => (_path, _temporary, _lock) = (path, temporary, held);

    /// <summary>Where the servers keep their data; null where nothing is kept.</summary>
    public string? Servers => _temporary ? null : Path.Combine(_path, "servers");

    /// <param name="folder">Made where it isn't there yet; null for a temporary one.</param>
    /// <exception cref="UsageException">Another cluster holds it, or it cannot be written.</exception>
    public static ClusterFolder Open(string? folder)
    {
        try
        {
            var path = folder is null ? Directory.CreateTempSubdirectory("axspa-cluster.").FullName : Directory.CreateDirectory(folder).FullName;
            return new ClusterFolder(path, folder is null, new FileStream(Path.Combine(path, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--folder: expected a folder that can be written and that no other cluster uses, found {folder ?? Path.GetTempPath()}: {refusal.Message}");
        }
    }

    /// <summary>The key of this folder's pseudonyms, made at first use.</summary>
    public byte[] ReadIdentityKey() => IdentityKeyFile.ReadOrCreate(_path);

    /// <summary>A replica's own folder, for what is not kept on a server.</summary>
    public string Of(Replica replica) => Path.Combine(_path, "work", $"{replica.Service}-{replica.Number}");

    public void Dispose()
    {
        _lock.Dispose();
        if (_temporary)
            Directory.Delete(_path, recursive: true);
    }
}
