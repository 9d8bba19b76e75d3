namespace AxSpA.Cloud.Ingestion;

/// <summary>The place of one file among those that are being handed in; to be disposed of when the file is no longer held.</summary>
public sealed class FileInHand : IDisposable
{
    private readonly BytesInHand _all;
    private long _bytes;

    internal FileInHand(BytesInHand all) => _all = all;

    /// <summary>Asks for room before more of the file is held.</summary>
    /// <exception cref="IntakeBusyException">There is none: this process holds too much of other files.</exception>
    public void Take(long bytes)
    {
        _all.Take(bytes);
        _bytes += bytes;
    }

    public void Dispose()
    {
        _all.GiveBack(_bytes);
        _bytes = 0;
    }
}
