using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>
/// Whether so many analyses wait that intake is busy. Counting them takes the longer the more there are: a count lets the next few in too, for a second at
/// most and never more than a tenth of what may still wait, so that ten replicas together keep the limit.
/// </summary>
internal sealed class Backlog(LedgerOptions options, TimeProvider time)
{
    private const int Share = 10;

    private static readonly TimeSpan Holds = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private long _countedAt;
    private int _letIn;

    /// <exception cref="IntakeBusyException">As many wait as may.</exception>
    public async Task RefuseBusyAsync(LedgerContext ledger, CancellationToken cancellation)
    {
        if (LetIn())
            return;
        var waiting = await ledger.Analyses.CountAsync(row => row.State == AnalysisState.Queued, cancellation);
        if (waiting >= options.MaxQueued)
            throw new IntakeBusyException($"expected fewer than {options.MaxQueued} analyses waiting, found {waiting}");
        lock (_gate)
            (_countedAt, _letIn) = (time.GetTimestamp(), (options.MaxQueued - waiting) / Share);
    }

    private bool LetIn()
    {
        lock (_gate)
            return time.GetElapsedTime(_countedAt) < Holds && _letIn-- > 0;
    }
}
