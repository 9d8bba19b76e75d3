using AxSpA.Cloud.Cli.Embedded;
using AxSpA.Cloud.Ingestion.Ledger;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AxSpA.Cloud.Tests.Cli;

/// <summary>The attempts in a ledger at which another process is working.</summary>
internal static class Attempts
{
    /// <summary>Waits until the ledger has counted an attempt; another process' commit announces itself to nobody, hence asked again and again.</summary>
    public static async Task SeeAsync(string workFolder, int attempt)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        using var often = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await CountAsync(workFolder, patience.Token) < attempt)
            await often.WaitForNextTickAsync(patience.Token);
    }

    private static async Task<int> CountAsync(string workFolder, CancellationToken cancellation)
    {
        // Written once the services have started, hence after the ledger.
        if (!File.Exists(Path.Combine(workFolder, "run")))
            return 0;
        using var ledger = LedgerAccess.Open(workFolder);
        await using var context = await ledger.Services.GetRequiredService<IDbContextFactory<LedgerContext>>().CreateDbContextAsync(cancellation);
        var count = await context.Analyses.SumAsync(analysis => analysis.Attempts, cancellation);
        // A pooled connection would keep the file open, and its disk mounted.
        SqliteConnection.ClearPool((SqliteConnection)context.Database.GetDbConnection());
        return count;
    }
}
