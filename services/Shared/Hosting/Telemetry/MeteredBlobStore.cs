using System.Diagnostics;
using AxSpA.Cloud.Hosting.Blobs;

namespace AxSpA.Cloud.Hosting.Telemetry;

/// <summary>A blob store whose calls are timed and whose bytes are counted.</summary>
internal sealed class MeteredBlobStore(IBlobStore store) : IBlobStore
{
    private static readonly KeyValuePair<string, object?> Written = new("direction", "write"), Read = new("direction", "read");

    public async Task<bool> CreateAsync(string container, string name, string mediaType, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var created = await TimeAsync("create", () => store.CreateAsync(container, name, mediaType, bytes, cancellation));
        if (created)
            Instruments.BlobBytes.Add(bytes.Length, Written);
        return created;
    }

    public async Task<byte[]?> ReadAsync(string container, string name, CancellationToken cancellation)
    {
        var bytes = await TimeAsync("read", () => store.ReadAsync(container, name, cancellation));
        Instruments.BlobBytes.Add(bytes?.Length ?? 0, Read);
        return bytes;
    }

    public Task<long?> LengthAsync(string container, string name, CancellationToken cancellation)
        => TimeAsync("length", () => store.LengthAsync(container, name, cancellation));

    public Task DeleteAsync(string container, string name, CancellationToken cancellation)
        => TimeAsync("delete", async () =>
        {
            await store.DeleteAsync(container, name, cancellation);
            return true;
        });

    private static async Task<T> TimeAsync<T>(string operation, Func<Task<T>> call)
    {
        var tags = new TagList { { "operation", operation } };
        var started = Stopwatch.GetTimestamp();
        try
        {
            return await call();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            tags.Add("error.type", failure.GetType().Name);
            throw;
        }
        finally
        {
            Instruments.BlobOperation.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, tags);
        }
    }
}
