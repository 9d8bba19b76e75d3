using AxSpA.Cloud.Hosting.Database;

namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>
/// Records the facts that arrive while others are being recorded, or within a moment, in one transaction: under load there are five an analysis, and a
/// transaction for each costs the database and this process more than anything else they do. A fact that may end its analysis takes along what has gathered
/// and waits for nothing but, under load, its turn.
/// </summary>
public sealed class FactGathering(AnalysisLedger ledger)
{
    /// <summary>Facts a second from which on none hurries any more: some ten analyses.</summary>
    private const int Busy = 50;

    /// <summary>How long a fact waits for company while its analysis goes on without it. Of the machine's time, whatever time the ledger is told.</summary>
    private static readonly TimeSpan Company = TimeSpan.FromMilliseconds(50);

    private readonly TurnPacing _pacing = ledger.Pacing(Busy);
    private readonly Lock _gate = new();
    private Group _gathering = new();
    private bool _recording;

    /// <summary>Completes when the fact is durable. Facts are recorded together or not at all: whoever brought one that failed brings it again.</summary>
    /// <exception cref="UnknownAnalysisException">The ledger knows nothing of its analysis.</exception>
    public async Task RecordAsync(Fact fact, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(fact);
        var strangers = await Join(fact).Recording.Unwrap().WaitAsync(cancellation);
        if (strangers.Contains(fact.Key.AnalysisId))
            throw new UnknownAnalysisException(fact.Key.AnalysisId);
    }

    private Group Join(Fact fact)
    {
        lock (_gate)
        {
            var group = _gathering;
            group.Add(fact);
            if (_recording)
                return group;
            _recording = true;
            // Facts of many traces: none is the parent of what is done for all.
            using (ExecutionContext.SuppressFlow())
                _ = Task.Run(RecordGroupsAsync, CancellationToken.None);
            return group;
        }
    }

    private async Task RecordGroupsAsync()
    {
        while (true)
        {
            await Task.WhenAny(_gathering.Hurried, Task.Delay(Company));
            var group = Close();
            await group.RecordAsync(ledger);
            await _pacing.AfterAsync(group.Count, CancellationToken.None);
            lock (_gate)
            {
                _recording = !_gathering.Empty;
                if (!_recording)
                    return;
            }
        }
    }

    private Group Close()
    {
        lock (_gate)
        {
            var closed = _gathering;
            _gathering = new Group();
            return closed;
        }
    }

    private sealed class Group
    {
        private readonly List<Fact> _facts = [];
        private readonly TaskCompletionSource _hurry = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<Task<IReadOnlySet<Guid>>> _recording = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Count => _facts.Count;

        public bool Empty => Count == 0;

        /// <summary>Completes when a fact is among them that waits for nothing.</summary>
        public Task Hurried => _hurry.Task;

        /// <summary>The transaction, once it has begun.</summary>
        public Task<Task<IReadOnlySet<Guid>>> Recording => _recording.Task;

        public void Add(Fact fact)
        {
            _facts.Add(fact);
            if (!fact.StageFollows)
                _hurry.TrySetResult();
        }

        /// <summary>Completes when the transaction has ended; how, those learn that brought the facts.</summary>
        public async Task RecordAsync(AnalysisLedger ledger)
        {
            var recording = ledger.RecordAsync(_facts, CancellationToken.None);
            _recording.SetResult(recording);
            await ((Task)recording).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
