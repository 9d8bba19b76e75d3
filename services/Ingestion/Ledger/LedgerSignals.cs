using System.Collections.Concurrent;
using System.Threading.Channels;

namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>Wakes the dispatcher when there may be something to send, and whoever waits for an analysis when it changed.</summary>
public sealed class LedgerSignals
{
    private readonly Channel<bool> _dispatch = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _waiting = [];

    public void WakeDispatcher() => _dispatch.Writer.TryWrite(true);

    public ChannelReader<bool> Dispatch => _dispatch.Reader;

    /// <summary>Completes at the analysis' next change in this process.</summary>
    public Task NextChangeOf(Guid analysisId)
        => _waiting.GetOrAdd(analysisId, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Changed(Guid analysisId)
    {
        if (_waiting.TryRemove(analysisId, out var waiting))
            waiting.SetResult();
    }
}
