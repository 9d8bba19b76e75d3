namespace AxSpA.Cloud.Hosting.Serving;

/// <summary>How large a request may be, in bytes. Pixels ride in blobs, so references and small values are all that most requests hold.</summary>
public static class MessageSize
{
    public const int Small = 64 << 10;

    /// <summary>A chunk of 1 MiB and what is around it.</summary>
    public const int Chunk = (1 << 20) + Small;
}
