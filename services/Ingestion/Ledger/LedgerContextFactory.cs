using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>What <c>dotnet ef</c> makes migrations from.</summary>
internal sealed class LedgerContextFactory : IDesignTimeDbContextFactory<LedgerContext>
{
    public LedgerContext CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<LedgerContext>().UseSqlite("Data Source=:memory:").Options);
}
