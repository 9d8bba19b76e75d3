using AxSpA.Cloud.Hosting.Outbox;
using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.Hosting.Database;

/// <summary>A service's own database: reading beside each other, writing in transactions.</summary>
/// <remarks>
/// <para>SQLite has one writer at a time. Waiting for it inside SQLite costs up to 150 ms a try, so writers of this process queue here;
/// a transaction takes the write lock when it begins (BEGIN IMMEDIATE), hence what it reads is what it changes.</para>
/// <para>PostgreSQL has many writers, of all replicas. What a transaction decides upon is locked, as a row by <see cref="RowLock.ForUpdate"/> or, where no row
/// stands for it, as a named subject; what is only looked for and added where missing (a radiograph, a fact) has a unique index, and whoever
/// loses that race looks again. So work may run more than once, each time on a context of its own, and only the last run counts.</para>
/// </remarks>
public sealed class Database<TContext> : IDisposable
    where TContext : DbContext
{
    /// <summary>A race is lost to somebody who committed: the second look finds it. A third covers losing twice; more would hide a fault.</summary>
    private const int Looks = 3;

    /// <summary>How long an operation waits for a database that has not answered since the start.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly IDbContextFactory<TContext> _contexts;
    private readonly OutboxSignal<TContext> _outbox;
    private readonly IDatabaseEngine _engine;
    private readonly SemaphoreSlim _writers;
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Database(IDbContextFactory<TContext> contexts, OutboxSignal<TContext> outbox, IDatabaseEngine engine)
    {
        (_contexts, _outbox, _engine) = (contexts, outbox, engine);
        _writers = engine.Shared ? new SemaphoreSlim(int.MaxValue) : new SemaphoreSlim(1, 1);
        // A file is there; failing to use it stops the start.
        if (!engine.Shared)
            Open();
    }

    /// <summary>Whether the database has answered since the start and has the shape the code expects. It may have gone away again.</summary>
    public bool Ready => _open.Task.IsCompleted;

    /// <summary>Whether replicas of the service write to it too.</summary>
    public bool Shared => _engine.Shared;

    /// <summary>Completes when <see cref="Ready"/>.</summary>
    public Task ReadyAsync(CancellationToken cancellation) => _open.Task.WaitAsync(cancellation);

    /// <summary>Runs <paramref name="work"/> and saves what it changed, all in one transaction; what it put in the outbox is published afterwards.</summary>
    /// <exception cref="DatabaseUnavailableException">It has not answered since the start.</exception>
    public Task<T> WriteAsync<T>(Func<TContext, Task<T>> work, CancellationToken cancellation) => WriteAsync(null, work, cancellation);

    /// <inheritdoc cref="WriteAsync{T}(Func{TContext, Task{T}}, CancellationToken)"/>
    public Task WriteAsync(Func<TContext, Task> work, CancellationToken cancellation) => WriteAsync(null, Nothing(work), cancellation);

    /// <inheritdoc cref="WriteAsync{T}(string?, Func{TContext, Task{T}}, CancellationToken)"/>
    public Task WriteAsync(string? subject, Func<TContext, Task> work, CancellationToken cancellation) => WriteAsync(subject, Nothing(work), cancellation);

    /// <summary>As <see cref="WriteAsync{T}(Func{TContext, Task{T}}, CancellationToken)"/>, one after the other with all that is written about the same subject by any process.</summary>
    /// <param name="subject">What is decided upon, where no row stands for it; null where nothing needs it.</param>
    /// <exception cref="DatabaseUnavailableException">It has not answered since the start.</exception>
    public async Task<T> WriteAsync<T>(string? subject, Func<TContext, Task<T>> work, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        await OpenedAsync(cancellation);
        await _writers.WaitAsync(cancellation);
        try
        {
            for (var look = 1; ; look++)
            {
                try
                {
                    return await TransactAsync(subject, work, cancellation);
                }
                catch (Exception lost) when (look < Looks && _engine.LostRace(lost))
                {
                    // Somebody else's change has committed since: the next look meets it.
                }
            }
        }
        finally
        {
            _writers.Release();
        }
    }

    /// <summary>Runs a query; changes are not saved.</summary>
    /// <exception cref="DatabaseUnavailableException">It has not answered since the start.</exception>
    public async Task<T> ReadAsync<T>(Func<TContext, Task<T>> query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        await OpenedAsync(cancellation);
        await using var context = await _contexts.CreateDbContextAsync(cancellation);
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return await query(context);
    }

    /// <summary>The pace of a loop whose turns are transactions on this database.</summary>
    /// <param name="busy">Pieces of work a second from which on there is load.</param>
    public TurnPacing Pacing(int busy) => new(Shared, busy, TimeProvider.System);

    public void Dispose() => _writers.Dispose();

    /// <summary>From now on operations go through.</summary>
    internal void Open() => _open.TrySetResult();

    private async Task<T> TransactAsync<T>(string? subject, Func<TContext, Task<T>> work, CancellationToken cancellation)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellation);
        // What fails here is begun anew as a whole: nobody returns to a savepoint, and two of them a save cost the server more statements than the work has.
        context.Database.AutoSavepointsEnabled = false;
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        if (subject is not null)
            await _engine.LockAsync(context, subject, cancellation);
        var result = await work(context);
        var publishes = context.ChangeTracker.Entries<OutboxMessage>().Any(entry => entry.State == EntityState.Added);
        await context.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        if (publishes)
            _outbox.Raise();
        return result;
    }

    private async ValueTask OpenedAsync(CancellationToken cancellation)
    {
        if (Ready)
            return;
        try
        {
            await _open.Task.WaitAsync(Patience, cancellation);
        }
        catch (TimeoutException)
        {
            throw new DatabaseUnavailableException(Patience);
        }
    }

    private static Func<TContext, Task<bool>> Nothing(Func<TContext, Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return async context =>
        {
            await work(context);
            return true;
        };
    }
}
