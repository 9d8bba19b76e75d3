using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>What <c>dotnet ef</c> makes migrations from.</summary>
internal sealed class RegistryContextFactory : IDesignTimeDbContextFactory<RegistryContext>
{
    public RegistryContext CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<RegistryContext>().UseSqlite("Data Source=:memory:").Options);
}
