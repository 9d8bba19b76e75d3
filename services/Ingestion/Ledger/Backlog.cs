using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>Whether so many analyses wait that intake is busy. Counting them takes the longer the more there are, and they are not counted for every radiograph.</summary>
internal sealed class Backlog(LedgerOptions options, TimeProvider time)
{
    /// <summary>How long a count holds that was less than half of the limit: no intake takes in the other half meanwhile.</summary>
    private static readonly TimeSpan Holds = TimeSpan.FromSeconds(1);

    private long _fewUntil = time.GetTimestamp();

    /// <exception cref="IntakeBusyException">As many wait as may.</exception>
    public async Task RefuseBusyAsync(LedgerContext ledger, CancellationToken cancellation)
    {
        if (time.GetTimestamp() < Volatile.Read(ref _fewUntil))
            return;
        var waiting = await ledger.Analyses.CountAsync(row => row.State == AnalysisState.Queued, cancellation);
        if (waiting >= options.MaxQueued)
            throw new IntakeBusyException(waiting, options.MaxQueued);
        if (waiting < options.MaxQueued / 2)
            Volatile.Write(ref _fewUntil, time.GetTimestamp() + (long)(Holds.TotalSeconds * time.TimestampFrequency));
    }
}
