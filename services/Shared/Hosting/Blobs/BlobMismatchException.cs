using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.Hosting.Blobs;

/// <summary>A blob does not hold what its reference promises.</summary>
public sealed class BlobMismatchException(BlobReference expected, string found)
    : IOException($"expected blob {expected.Name} to hold {expected.Bytes} bytes with SHA-256 {expected.Sha256}, found {found}");
