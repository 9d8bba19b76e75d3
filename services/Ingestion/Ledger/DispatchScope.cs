using System.Collections.Concurrent;

namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>Which analyses this process drives: all of the ledger, or only those it was given.</summary>
public sealed class DispatchScope
{
    private readonly ConcurrentDictionary<Guid, bool> _given = [];

    /// <summary>Whether only given analyses are driven.</summary>
    public bool Restricted { get; private set; }

    /// <summary>From now on only given analyses are driven; call before the host starts.</summary>
    public void Restrict() => Restricted = true;

    public void Give(Guid analysisId) => _given[analysisId] = true;

    public void Done(Guid analysisId) => _given.TryRemove(analysisId, out _);

    public IReadOnlyCollection<Guid> Given => [.. _given.Keys];
}
