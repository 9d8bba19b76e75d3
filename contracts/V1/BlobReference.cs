namespace AxSpA.Cloud.Contracts.V1;

/// <summary>Where bytes lie and what they are. Queues carry this, never pixels.</summary>
public sealed record BlobReference
{
    public required string Container { get; init; }

    /// <summary><c>&lt;pixel digest&gt;/&lt;stage&gt;/&lt;key&gt;/&lt;role&gt;.&lt;extension&gt;</c>: no identifier, no file name.</summary>
    public required string Name { get; init; }

    public required string MediaType { get; init; }

    /// <summary>SHA-256 of the bytes, 64 lower-case hexadecimal digits; checked at every reading.</summary>
    public required string Sha256 { get; init; }

    public required long Bytes { get; init; }
}
