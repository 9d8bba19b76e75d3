using AxSpA.Cloud.Hosting.Blobs;

namespace AxSpA.Cloud.Tests.Serving;

/// <summary>A store that does something else before it reads or writes: waits until it is told to go on, or fails.</summary>
internal sealed class StandingBlobStore(IBlobStore blobs) : IBlobStore
{
    public Func<CancellationToken, Task>? BeforeReading { get; set; }

    public Func<CancellationToken, Task>? BeforeCreating { get; set; }

    public async Task<bool> CreateAsync(string container, string name, string mediaType, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (BeforeCreating is { } before)
            await before(cancellation);
        return await blobs.CreateAsync(container, name, mediaType, bytes, cancellation);
    }

    public async Task<byte[]?> ReadAsync(string container, string name, CancellationToken cancellation)
    {
        if (BeforeReading is { } before)
            await before(cancellation);
        return await blobs.ReadAsync(container, name, cancellation);
    }

    public Task<long?> LengthAsync(string container, string name, CancellationToken cancellation) => blobs.LengthAsync(container, name, cancellation);

    public Task DeleteAsync(string container, string name, CancellationToken cancellation) => blobs.DeleteAsync(container, name, cancellation);
}
