using AxSpA.Cloud.Hosting.Blobs;

namespace AxSpA.Cloud.Tests.Reference;

/// <summary>Counts what is asked of a blob store; in Azure each is one request.</summary>
internal sealed class CountedBlobs(IBlobStore store) : IBlobStore
{
    private int _creates;
    private int _reads;
    private int _lengths;

    public int Creates => Volatile.Read(ref _creates);

    public int Reads => Volatile.Read(ref _reads);

    public int Lengths => Volatile.Read(ref _lengths);

    public int Operations => Creates + Reads + Lengths;

    public Task<bool> CreateAsync(string container, string name, string mediaType, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _creates);
        return store.CreateAsync(container, name, mediaType, bytes, cancellation);
    }

    public Task<byte[]?> ReadAsync(string container, string name, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _reads);
        return store.ReadAsync(container, name, cancellation);
    }

    public Task<long?> LengthAsync(string container, string name, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _lengths);
        return store.LengthAsync(container, name, cancellation);
    }

    public Task DeleteAsync(string container, string name, CancellationToken cancellation) => store.DeleteAsync(container, name, cancellation);
}
