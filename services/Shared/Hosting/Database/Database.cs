using AxSpA.Cloud.Hosting.Outbox;
using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.Hosting.Database;

/// <summary>A service's own database: reading beside each other, writing one transaction after the other.</summary>
/// <remarks>
/// SQLite has one writer at a time. Waiting for it inside SQLite costs up to 150 ms a try, so writers of this process queue here;
/// a transaction takes the write lock when it begins (BEGIN IMMEDIATE), hence what it reads is what it changes.
/// </remarks>
public sealed class Database<TContext>(IDbContextFactory<TContext> contexts, OutboxSignal<TContext> outbox) : IDisposable
    where TContext : DbContext
{
    private readonly SemaphoreSlim _writer = new(1, 1);

    /// <summary>Runs <paramref name="work"/> and saves what it changed, all in one transaction; what it put in the outbox is published afterwards.</summary>
    public async Task<T> WriteAsync<T>(Func<TContext, Task<T>> work, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        bool publishes;
        T result;
        await _writer.WaitAsync(cancellation);
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellation);
            await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
            result = await work(context);
            publishes = context.ChangeTracker.Entries<OutboxMessage>().Any(entry => entry.State == EntityState.Added);
            await context.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        finally
        {
            _writer.Release();
        }

        if (publishes)
            outbox.Raise();
        return result;
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<TContext, Task> work, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        return WriteAsync(
            async context =>
            {
                await work(context);
                return true;
            },
            cancellation);
    }

    /// <summary>Runs a query; changes are not saved.</summary>
    public async Task<T> ReadAsync<T>(Func<TContext, Task<T>> query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return await query(context);
    }

    public void Dispose() => _writer.Dispose();
}
