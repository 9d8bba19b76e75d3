using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Hosting.Database;
using Microsoft.EntityFrameworkCore.Design;

namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>What <c>dotnet ef</c> makes migrations from.</summary>
internal sealed class RegistryContextFactory : IDesignTimeDbContextFactory<RegistryContext>
{
    public RegistryContext CreateDbContext(string[] args) => new(DesignTimeDatabase.Options<RegistryContext>(args, Services.LongitudinalRisk));
}
