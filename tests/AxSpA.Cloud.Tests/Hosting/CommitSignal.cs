using System.Data.Common;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AxSpA.Cloud.Tests.Hosting;

/// <summary>Tells of every transaction that committed.</summary>
internal sealed class CommitSignal : DbTransactionInterceptor
{
    private readonly Channel<bool> _commits = Channel.CreateUnbounded<bool>();

    public async Task NextAsync(CancellationToken cancellation) => await _commits.Reader.ReadAsync(cancellation);

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        _commits.Writer.TryWrite(true);
        return Task.CompletedTask;
    }
}
