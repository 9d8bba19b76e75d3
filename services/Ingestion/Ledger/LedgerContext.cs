using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Hosting.Outbox;
using AxSpA.Cloud.Ingestion.Edge;
using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>The ledger's tables.</summary>
public sealed class LedgerContext(DbContextOptions<LedgerContext> options) : DbContext(options)
{
    public DbSet<RadiographRow> Radiographs => Set<RadiographRow>();

    public DbSet<AnalysisRow> Analyses => Set<AnalysisRow>();

    public DbSet<FactRow> Facts => Set<FactRow>();

    public DbSet<PlanActivationRow> PlanActivations => Set<PlanActivationRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.StoreTimesAsTicks();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.HasOwner(this, Services.Ingestion);
        modelBuilder.HasOutbox();
        modelBuilder.HasDeliveries();
        modelBuilder.Entity<RadiographRow>().HasKey(radiograph => radiograph.RadiographId);
        modelBuilder.Entity<AnalysisRow>(table =>
        {
            table.HasKey(analysis => analysis.Id);
            table.HasIndex(analysis => analysis.AnalysisId).IsUnique();
            table.HasIndex(analysis => new { analysis.State, analysis.Id });
            table.HasIndex(analysis => new { analysis.PixelDigest, analysis.State });
            table.HasIndex(analysis => analysis.RadiographId);
            // Asked for at every look of the dispatcher, and nearly always none. The filter reads the same in both databases.
            table.HasIndex(analysis => analysis.Suspect).HasFilter("\"Suspect\"");
        });
        modelBuilder.Entity<FactRow>(table =>
        {
            table.HasKey(fact => fact.Id);
            table.HasIndex(fact => new { fact.AnalysisId, fact.Event, fact.Route }).IsUnique();
        });
        modelBuilder.Entity<PlanActivationRow>().HasKey(activation => activation.Id);
    }
}
