using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Hosting.Outbox;
using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>What the registry holds.</summary>
public sealed class RegistryContext(DbContextOptions<RegistryContext> options) : DbContext(options)
{
    public DbSet<RegisteredRadiograph> Radiographs => Set<RegisteredRadiograph>();

    public DbSet<RegisteredClassification> Classifications => Set<RegisteredClassification>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.StoreTimesAsTicks();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.HasOwner(this, Services.LongitudinalRisk);
        modelBuilder.HasOutbox();
        modelBuilder.Entity<RegisteredRadiograph>(table =>
        {
            table.HasKey(radiograph => radiograph.RadiographId);
            table.HasIndex(radiograph => radiograph.Subject);
        });
        modelBuilder.Entity<RegisteredClassification>(table =>
        {
            table.HasKey(classification => classification.Id);
            table.HasIndex(classification => new { classification.AnalysisId, classification.Route }).IsUnique();
            table.HasIndex(classification => classification.RadiographId);
        });
    }
}
