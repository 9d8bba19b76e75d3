using AxSpA.Cloud.Hosting.Blobs;

namespace AxSpA.Cloud.Tests.Reference;

/// <summary>The blob store as a process sees it that dies at its n-th place: each write has one just before and one just after it. The dead do nothing more.</summary>
internal sealed class MortalBlobs(IBlobStore store, int diesAt) : IBlobStore
{
    private int _places;

    public async Task<bool> CreateAsync(string container, string name, string mediaType, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        Pass();
        var created = await store.CreateAsync(container, name, mediaType, bytes, cancellation);
        Pass();
        return created;
    }

    public Task<byte[]?> ReadAsync(string container, string name, CancellationToken cancellation)
    {
        Live();
        return store.ReadAsync(container, name, cancellation);
    }

    public Task<long?> LengthAsync(string container, string name, CancellationToken cancellation)
    {
        Live();
        return store.LengthAsync(container, name, cancellation);
    }

    public async Task DeleteAsync(string container, string name, CancellationToken cancellation)
    {
        Pass();
        await store.DeleteAsync(container, name, cancellation);
        Pass();
    }

    private void Pass()
    {
        if (Interlocked.Increment(ref _places) >= diesAt)
            throw new DeathException();
    }

    private void Live()
    {
        if (Volatile.Read(ref _places) >= diesAt)
            throw new DeathException();
    }

    internal sealed class DeathException() : Exception("the process died here");
}
