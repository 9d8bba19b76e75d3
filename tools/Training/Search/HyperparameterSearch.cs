namespace AxSpA.Cloud.Training.Search;

/// <summary>Random search (Bergstra and Bengio, JMLR 2012;13:281): independent draws, so that it can stop and go on at any trial.</summary>
/// <param name="Space">What is searched.</param>
/// <param name="Seed">Of the draws.</param>
/// <param name="Trials">How many; null where only the budget ends it.</param>
/// <param name="Budget">Time for this call; null where only the number ends it.</param>
public sealed record HyperparameterSearch(SearchSpace Space, int Seed, int? Trials, TimeSpan? Budget)
{
    /// <summary>Trains trial after trial that the table doesn't hold yet.</summary>
    /// <param name="table">Finished trials; those that finish are added.</param>
    /// <param name="train">Trains one trial. Where it is cancelled it must be able to go on in the next call.</param>
    /// <param name="time">The budget's clock.</param>
    /// <param name="cancellation">Ends the search with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">A finished trial of the table has other values than this search would draw.</exception>
    public void Run(TrialTable table, Func<int, TrialValues, CancellationToken, TrialResult> train, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(train);
        using var spent = new CancellationTokenSource(Budget ?? Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, spent.Token);
        for (var trial = 1; trial <= (Trials ?? int.MaxValue); trial++)
        {
            cancellation.ThrowIfCancellationRequested();
            var values = Space.Draw(Seed, trial);
            if (table.Find(trial) is { } finished)
            {
                RequireSame(trial, values, finished.Values);
                continue;
            }

            if (spent.IsCancellationRequested)
                return;
            try
            {
                table.Add(train(trial, values, either.Token));
            }
            catch (OperationCanceledException) when (spent.IsCancellationRequested && !cancellation.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private static void RequireSame(int trial, TrialValues expected, TrialValues found)
    {
        if (expected != found)
            throw new ArgumentException($"{TrialTable.FileName}, trial {trial}: expected {expected}, found {found}; the table is of another --seed or search space: take another --out");
    }
}
