using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AxSpA.Cloud.Hosting.Database;

/// <summary>Locks on the rows that a transaction is about to change.</summary>
public static class RowLock
{
    private const string Tag = "axspa: for update";

    internal static IInterceptor Interceptor { get; } = new Locking();

    /// <summary>
    /// Within <see cref="Database{TContext}.WriteAsync{T}(Func{TContext, Task{T}}, CancellationToken)"/>: reads rows as the last transaction left them and keeps
    /// others, of any process, from changing them until this one has ended. A database with one writer at a time needs nothing for it.
    /// </summary>
    public static IQueryable<TRow> ForUpdate<TRow>(this IQueryable<TRow> rows) => rows.TagWith(Tag);

    /// <summary>EF Core has no words for it: the tag stands as a comment above the query, and the lock goes below it.</summary>
    private sealed class Locking : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.StartsWith("-- " + Tag, StringComparison.Ordinal))
                command.CommandText += "\nFOR UPDATE";
            return ValueTask.FromResult(result);
        }
    }
}
