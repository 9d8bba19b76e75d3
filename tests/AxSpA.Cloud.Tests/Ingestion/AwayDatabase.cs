using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AxSpA.Cloud.Tests.Ingestion;

/// <summary>A database that goes away and comes back as the test says: no transaction begins meanwhile.</summary>
internal sealed class AwayDatabase : DbTransactionInterceptor
{
    private volatile bool _away;

    public bool Away
    {
        get => _away;
        set => _away = value;
    }

    public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
        => _away ? throw new TimeoutException("expected the database to answer, found it away") : ValueTask.FromResult(result);
}
