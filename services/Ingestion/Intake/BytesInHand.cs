namespace AxSpA.Cloud.Ingestion;

/// <summary>How much of all files that are being handed in this process holds. Whoever would go beyond the limit is sent away: to let him wait would hold what he sent so far.</summary>
/// <param name="limit">In bytes.</param>
internal sealed class BytesInHand(long limit)
{
    private long _taken;

    /// <exception cref="IntakeBusyException">There is no room for them.</exception>
    public void Take(long bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) <= limit)
            return;
        GiveBack(bytes);
        var busy = new IntakeBusyException($"expected at most {limit} bytes of files in hand, found more with this one");
        IntakeInstruments.Refuse(busy);
        throw busy;
    }

    public void GiveBack(long bytes) => Interlocked.Add(ref _taken, -bytes);
}
