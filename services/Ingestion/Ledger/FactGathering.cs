using AxSpA.Cloud.Hosting.Database;

namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>
/// Records the facts that arrive while others are being recorded, or within a moment, in one transaction: under load there are five an analysis. A fact that may
/// end its analysis takes along what has gathered and waits for nothing but, under load, its turn.
/// </summary>
public sealed class FactGathering
{
    /// <summary>Facts a second from which on none hurries any more: some ten analyses.</summary>
    private const int Busy = 50;

    private readonly Gathering<Fact, IReadOnlySet<Guid>> _gathering;

    public FactGathering(AnalysisLedger ledger)
        : this(ledger, TimeSpan.FromMilliseconds(50))
    {
    }

    /// <param name="company">How long a fact waits for company while its analysis goes on without it.</param>
    internal FactGathering(AnalysisLedger ledger, TimeSpan company)
        => _gathering = new(facts => ledger.RecordAsync(facts, CancellationToken.None), ledger.Pacing(Busy), company, hurries: fact => !fact.StageFollows);

    /// <summary>Completes when the fact is durable.</summary>
    /// <exception cref="UnknownAnalysisException">The ledger knows nothing of its analysis.</exception>
    public async Task RecordAsync(Fact fact, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(fact);
        var strangers = await _gathering.WriteAsync(fact, cancellation);
        if (strangers.Contains(fact.Key.AnalysisId))
            throw new UnknownAnalysisException(fact.Key.AnalysisId);
    }
}
