using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AxSpA.Cloud.Hosting.Telemetry;

/// <summary>Counts every database's transactions as they end.</summary>
internal sealed class TransactionCount : DbTransactionInterceptor
{
    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        => Count(eventData, "committed");

    public override Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        => Count(eventData, "rolled_back");

    public override Task TransactionFailedAsync(DbTransaction transaction, TransactionErrorEventData eventData, CancellationToken cancellationToken = default)
        => Count(eventData, "failed");

    private static Task Count(DbContextEventData ended, string outcome)
    {
        Instruments.Transactions.Add(1, new("database", ended.Context?.GetType().Name ?? "unknown"), new("outcome", outcome));
        return Task.CompletedTask;
    }
}
