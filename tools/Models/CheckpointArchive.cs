using System.IO.Compression;

namespace AxSpA.Cloud.Models;

/// <summary>The zip archive of a checkpoint: entries found by suffix, since the folder inside is named after whatever the file was called.</summary>
/// <remarks>Only stored (uncompressed) entries are read, as PyTorch writes them, so nothing can grow beyond the file's own size.</remarks>
internal sealed class CheckpointArchive : IDisposable
{
    private const int MostEntries = 100_000;
    private const long LargestPickle = 64 << 20;

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = [];
    private readonly string _root;

    private CheckpointArchive(ZipArchive zip)
    {
        _zip = zip;
        if (zip.Entries.Count > MostEntries)
            throw new CheckpointRefusedException("archive", $"at most {MostEntries} entries", $"{zip.Entries.Count}");
        var pickles = zip.Entries.Where(entry => entry.FullName == "data.pkl" || entry.FullName.EndsWith("/data.pkl", StringComparison.Ordinal)).ToList();
        if (pickles.Count != 1)
            throw new CheckpointRefusedException("archive", "one entry data.pkl", $"{pickles.Count} of {zip.Entries.Count} entries");
        _root = pickles[0].FullName[..^"data.pkl".Length];
        foreach (var entry in zip.Entries)
        {
            if (!_entries.TryAdd(entry.FullName, entry))
                throw new CheckpointRefusedException($"entry {entry.FullName}", "one of this name", "several");
        }
    }

    /// <summary>Opens an archive; the stream is closed with it.</summary>
    /// <exception cref="CheckpointRefusedException">Not a zip archive, cut short, or without its pickle.</exception>
    public static CheckpointArchive Open(Stream stream)
    {
        ZipArchive? zip = null;
        try
        {
            zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: false);
            return new CheckpointArchive(zip);
        }
        catch (InvalidDataException exception)
        {
            zip?.Dispose();
            stream.Dispose();
            throw new CheckpointRefusedException("file", "a PyTorch zip checkpoint", $"other or truncated bytes ({exception.Message})", exception);
        }
        catch (CheckpointRefusedException)
        {
            zip?.Dispose();
            throw;
        }
    }

    public byte[] ReadPickle()
    {
        RequireLittleEndian();
        var entry = Find("data.pkl");
        if (entry.Length > LargestPickle)
            throw new CheckpointRefusedException("entry data.pkl", $"at most {LargestPickle} bytes", $"{entry.Length}");
        return Read(entry, 0, (int)entry.Length);
    }

    /// <summary>Checks, without reading it, that a storage lies in the archive at the length its values take.</summary>
    public void Require(CheckpointStorage storage)
    {
        var entry = Find($"data/{storage.Key}");
        var expected = storage.Count * storage.Type.SizeOf();
        if (entry.Length != expected)
        {
            throw new CheckpointRefusedException(
                $"entry {entry.FullName}", $"{expected} bytes for {storage.Count} values of {storage.Type}", $"{entry.Length}");
        }
    }

    /// <summary>Reads a part of a storage.</summary>
    public byte[] Read(CheckpointStorage storage, long offset, int count)
        => Read(Find($"data/{storage.Key}"), offset, count);

    public void Dispose() => _zip.Dispose();

    private static byte[] Read(ZipArchiveEntry entry, long offset, int count)
    {
        var bytes = new byte[count];
        try
        {
            using var stream = entry.Open();
            Skip(stream, offset);
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw new CheckpointRefusedException($"entry {entry.FullName}", $"{offset + count} bytes", $"fewer ({exception.Message})", exception);
        }
    }

    private static void Skip(Stream stream, long count)
    {
        Span<byte> waste = stackalloc byte[4096];
        for (; count > 0; count -= Math.Min(count, waste.Length))
            stream.ReadExactly(waste[..(int)Math.Min(count, waste.Length)]);
    }

    private void RequireLittleEndian()
    {
        if (!_entries.TryGetValue(_root + "byteorder", out var entry))
            return;
        var order = entry.Length <= 16 ? System.Text.Encoding.ASCII.GetString(Read(entry, 0, (int)entry.Length)) : $"{entry.Length} bytes";
        if (order != "little")
            throw new CheckpointRefusedException("entry byteorder", "little", order);
    }

    private ZipArchiveEntry Find(string name)
    {
        if (!_entries.TryGetValue(_root + name, out var entry))
            throw new CheckpointRefusedException($"entry {name}", "one in the archive", "none");
        if (entry.CompressedLength != entry.Length)
        {
            throw new CheckpointRefusedException(
                $"entry {entry.FullName}", "stored bytes", $"compressed ones ({entry.CompressedLength} that claim to be {entry.Length})");
        }

        return entry;
    }
}
