using System.Collections.Concurrent;
using System.Threading.Channels;

namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>Wakes the dispatcher when there may be something to send, and whoever waits for an analysis when it changed.</summary>
public sealed class LedgerSignals
{
    private readonly Channel<bool> _dispatch = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _changes = [];
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _ends = [];
    private volatile bool _full;

    public void WakeDispatcher() => _dispatch.Writer.TryWrite(true);

    /// <summary>Wakes the dispatcher for what was just accepted, unless it would find no place for it: whoever makes one wakes it then.</summary>
    public void Accepted()
    {
        if (!_full)
            WakeDispatcher();
    }

    /// <summary>The dispatcher has looked.</summary>
    /// <param name="full">Whether the window has no free place.</param>
    public void Looked(bool full)
    {
        var wasFull = _full;
        _full = full;
        // Something may have been accepted after the look and before this.
        if (wasFull && !full)
            WakeDispatcher();
    }

    public ChannelReader<bool> Dispatch => _dispatch.Reader;

    /// <summary>Completes at the analysis' next change in this process. Whoever asked says <see cref="Left"/> at the end.</summary>
    public Task NextChangeOf(Guid analysisId) => Next(_changes, analysisId);

    /// <summary>Completes when the analysis ends in this process; ask before looking whether it has, and say <see cref="Left"/> at the end.</summary>
    public Task EndOf(Guid analysisId) => Next(_ends, analysisId);

    public void Changed(Guid analysisId) => Complete(_changes, analysisId);

    public void Ended(Guid analysisId)
    {
        Complete(_changes, analysisId);
        Complete(_ends, analysisId);
    }

    /// <summary>One who waited has gone, and nobody may be left to complete what was waited for; whoever else waits looks again.</summary>
    public void Left(Guid analysisId) => Ended(analysisId);

    private static Task Next(ConcurrentDictionary<Guid, TaskCompletionSource> waiting, Guid analysisId)
        => waiting.GetOrAdd(analysisId, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private static void Complete(ConcurrentDictionary<Guid, TaskCompletionSource> waiting, Guid analysisId)
    {
        if (waiting.TryRemove(analysisId, out var waiter))
            waiter.SetResult();
    }
}
