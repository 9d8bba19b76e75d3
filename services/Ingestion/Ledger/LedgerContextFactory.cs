using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Hosting.Database;
using Microsoft.EntityFrameworkCore.Design;

namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>What <c>dotnet ef</c> makes migrations from.</summary>
internal sealed class LedgerContextFactory : IDesignTimeDbContextFactory<LedgerContext>
{
    public LedgerContext CreateDbContext(string[] args) => new(DesignTimeDatabase.Options<LedgerContext>(args, Services.Ingestion));
}
