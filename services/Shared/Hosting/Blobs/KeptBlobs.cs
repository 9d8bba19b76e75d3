namespace AxSpA.Cloud.Hosting.Blobs;

/// <summary>Keeps the bytes that were read last, so that a process that needs a picture twice (both routes are explained on it) fetches it once.</summary>
/// <remarks>
/// A name's bytes never change, and whoever reads by reference checks their digest at every reading, kept or fetched: what is kept cannot be wrong.
/// Whether a name still holds bytes is always asked of the store.
/// </remarks>
public sealed class KeptBlobs(IBlobStore store, long limit) : IBlobStore
{
    private readonly Lock _gate = new();
    private readonly LinkedList<(string Key, byte[] Bytes)> _byUse = [];
    private readonly Dictionary<string, LinkedListNode<(string Key, byte[] Bytes)>> _kept = [];
    private long _bytes;

    public Task<bool> CreateAsync(string container, string name, string mediaType, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
        => store.CreateAsync(container, name, mediaType, bytes, cancellation);

    public async Task<byte[]?> ReadAsync(string container, string name, CancellationToken cancellation)
    {
        var key = $"{container}/{name}";
        if (Find(key) is { } kept)
            return [.. kept];
        var bytes = await store.ReadAsync(container, name, cancellation);
        if (bytes is not null)
            Keep(key, bytes);
        return bytes;
    }

    public Task<long?> LengthAsync(string container, string name, CancellationToken cancellation) => store.LengthAsync(container, name, cancellation);

    public async Task DeleteAsync(string container, string name, CancellationToken cancellation)
    {
        await store.DeleteAsync(container, name, cancellation);
        Forget($"{container}/{name}");
    }

    private byte[]? Find(string key)
    {
        lock (_gate)
        {
            if (!_kept.TryGetValue(key, out var node))
                return null;
            _byUse.Remove(node);
            _byUse.AddLast(node);
            return node.Value.Bytes;
        }
    }

    private void Keep(string key, byte[] bytes)
    {
        // One blob never drives all others out.
        if (bytes.Length > limit / 2)
            return;
        // A copy: the reader's array is the reader's.
        byte[] own = [.. bytes];
        lock (_gate)
        {
            if (_kept.ContainsKey(key))
                return;
            _kept[key] = _byUse.AddLast((key, own));
            _bytes += own.Length;
            while (_bytes > limit)
                Remove(_byUse.First!);
        }
    }

    private void Forget(string key)
    {
        lock (_gate)
        {
            if (_kept.TryGetValue(key, out var node))
                Remove(node);
        }
    }

    private void Remove(LinkedListNode<(string Key, byte[] Bytes)> node)
    {
        _byUse.Remove(node);
        _kept.Remove(node.Value.Key);
        _bytes -= node.Value.Bytes.Length;
    }
}
