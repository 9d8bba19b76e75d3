using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.Hosting.Blobs;

/// <summary>Where bytes lie. A name is written once and its bytes never change; what was written first stays.</summary>
public interface IBlobStore
{
    /// <summary>Writes the bytes durably under a name that holds none yet.</summary>
    /// <returns>Whether they were written; false where the name already holds bytes, which are left as they are.</returns>
    Task<bool> CreateAsync(string container, string name, string mediaType, ReadOnlyMemory<byte> bytes, CancellationToken cancellation);

    /// <summary>The bytes under a name, or null.</summary>
    Task<byte[]?> ReadAsync(string container, string name, CancellationToken cancellation);

    /// <summary>Number of bytes under a name, or null.</summary>
    Task<long?> LengthAsync(string container, string name, CancellationToken cancellation);

    /// <summary>Removes a name; nothing happens where there is none.</summary>
    Task DeleteAsync(string container, string name, CancellationToken cancellation);
}
